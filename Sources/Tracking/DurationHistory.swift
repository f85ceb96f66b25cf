package import MintDomain

/// How long stages lasted, by kind, preset, mode and what ended them.
///
/// Only a bounded number of recent durations counts. Where a group has too few, the same stages of any preset are
/// taken, then those of any mode, then nothing. A value: copying it shares its storage.
package struct DurationHistory: Sendable {
    /// What an operation ran towards.
    enum Goal: Sendable, Hashable, CaseIterable {
        case preview, completion, progress

        /// Nil for what is not the end of a stage's work: a failure, a cancellation, a bill.
        init?(_ status: OperationStatus) {
            switch status {
            case .previewReady: self = .preview
            case .succeeded, .partiallySucceeded: self = .completion
            case .running, .other: self = .progress
            case .queued, .billingRequired, .failed, .canceled: return nil
            }
        }
    }

    /// Stages that are compared with each other.
    struct Group: Sendable, Hashable {
        /// How much was left out: 0 nothing, 1 the preset, 2 the mode too.
        var coarseness: Int
        var kind: OperationKind
        var preset: String?
        var mode: GenerationMode?
        var from: OperationStatus
        var goal: Goal
    }

    /// Kinds and presets are the server's words: they must not fill the memory.
    private static let mostGroups = 1024

    /// How many durations a group needs before it tells anything.
    package let fewest: Int
    private let window: Int
    private var profiles: [Group: DurationProfile] = [:]

    var groupCount: Int { profiles.count }

    /// - Parameters:
    ///   - window: How many recent durations of each group count, from 1.
    ///   - fewest: How many durations a group needs before it tells anything, from 1.
    package init(window: Int = 200, fewest: Int = 8) {
        self.window = window
        self.fewest = max(fewest, 1)
    }

    /// Adds what one operation showed; the newest comes last. What tells nothing is left out: durations that are not
    /// above zero, waits for a person, and stages that ended by failure, cancellation or a bill.
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

    /// How many past stages an estimate for this one rests on; 0 where there are too few.
    package func sampleCount(for stage: DurationStage) -> Int {
        profile(for: stage)?.profile.count ?? 0
    }

    /// What the past says about the present stage of an operation; nil where it says nothing.
    package func forecast(for operation: TrackedOperation) -> DurationForecast? {
        guard let (stage, startedAt) = operation.presentStage, let (_, profile) = profile(for: stage) else {
            return nil
        }
        return DurationForecast(startedAt: startedAt, seconds: profile.ascending)
    }

    /// The finest group with enough durations, of the goal that such stages most often had.
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

    /// What a stage may run towards, the likeliest first.
    private func goals(of stage: DurationStage) -> [Goal] {
        switch stage.status {
        case .queued: [.progress]
        case .running where stage.previewSeen: [.completion]
        // In review mode every way leads over the preview.
        case .running: stage.mode == .review ? [.preview] : [.preview, .completion]
        case .previewReady: [.completion, .progress]
        default: Goal.allCases
        }
    }
}
