package import MintDomain

/// The durations of past stages by kind, preset, mode and goal.
///
/// Only a limited number of recent durations counts. A group with too few falls back to the same stages of any preset,
/// then of any mode, then to nothing. A value: copies share storage.
package struct DurationHistory: Sendable {
    enum Goal: Sendable, Hashable, CaseIterable {
        case preview, completion, progress

        /// Nil for statuses that are no goal: a failure, a cancellation, a bill.
        init?(_ status: OperationStatus) {
            switch status {
            case .previewReady: self = .preview
            case .succeeded, .partiallySucceeded: self = .completion
            case .running, .other: self = .progress
            case .queued, .billingRequired, .failed, .canceled: return nil
            }
        }
    }

    /// The stages that are compared with each other.
    struct Group: Sendable, Hashable {
        /// The ignored properties: 0 none, 1 the preset, 2 the mode too.
        var coarseness: Int
        var kind: OperationKind
        var preset: String?
        var mode: GenerationMode?
        var from: OperationStatus
        var goal: Goal
    }

    /// The maximum number of groups: kinds and presets are server words and must not fill memory.
    private static let mostGroups = 1024

    package let fewest: Int
    private let window: Int
    private var profiles: [Group: DurationProfile] = [:]

    var groupCount: Int { profiles.count }

    /// Creates an empty history. Both limits start at 1: recent durations per group, and durations for a forecast.
    package init(window: Int = 200, fewest: Int = 8) {
        self.window = window
        self.fewest = max(fewest, 1)
    }

    /// Adds a sample, the newest last. Ignores samples without information: durations that are not positive, waits for
    /// a decision, and stages that ended by failure, cancellation or a bill.
    package mutating func add(_ sample: StageSample) {
        let seconds = sample.duration / .seconds(1)
        guard seconds > 0, seconds.isFinite, let goal = Goal(sample.to), !sample.from.isFinal else { return }
        switch sample.from {
        case .previewReady where sample.mode != .auto: return
        case .billingRequired: return
        default: break
        }
        for coarseness in 0...2 {
            let group = Group(
                coarseness: coarseness, kind: sample.kind, preset: coarseness > 0 ? nil : sample.preset,
                mode: coarseness > 1 ? nil : sample.mode, from: sample.from, goal: goal)
            guard profiles[group] != nil || profiles.count < Self.mostGroups else { continue }
            profiles[group, default: DurationProfile(window: window)].add(seconds)
        }
    }

    /// The number of past stages behind an estimate for the stage; 0 if there are too few.
    package func sampleCount(for stage: DurationStage) -> Int {
        profile(for: stage)?.profile.count ?? 0
    }

    /// The forecast for the current stage of an operation; nil without enough data.
    package func forecast(for operation: TrackedOperation) -> DurationForecast? {
        guard let (stage, startedAt) = operation.presentStage, let (_, profile) = profile(for: stage) else {
            return nil
        }
        return DurationForecast(startedAt: startedAt, seconds: profile.ascending)
    }

    /// The finest group with enough durations, for the most frequent goal of such stages.
    func profile(for stage: DurationStage) -> (group: Group, profile: DurationProfile)? {
        for coarseness in 0...2 {
            var best: (group: Group, profile: DurationProfile)?
            for goal in goals(of: stage) {
                let group = Group(
                    coarseness: coarseness, kind: stage.kind, preset: coarseness > 0 ? nil : stage.preset,
                    mode: coarseness > 1 ? nil : stage.mode, from: stage.status, goal: goal)
                guard let profile = profiles[group], profile.count >= fewest else { continue }
                if profile.count > best?.profile.count ?? 0 { best = (group, profile) }
            }
            if let best { return best }
        }
        return nil
    }

    /// The possible goals of a stage, most likely first.
    private func goals(of stage: DurationStage) -> [Goal] {
        switch stage.status {
        case .queued: [.progress]
        case .running where stage.previewSeen: [.completion]
        // In review mode every path passes the preview.
        case .running: stage.mode == .review ? [.preview] : [.preview, .completion]
        case .previewReady: [.completion, .progress]
        default: Goal.allCases
        }
    }
}
