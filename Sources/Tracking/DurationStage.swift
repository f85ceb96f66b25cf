package import Foundation
package import MintDomain

/// A stage of an operation that ends by itself, with the properties that affect its duration.
package struct DurationStage: Sendable, Hashable {
    package var kind: OperationKind
    /// The server's word for the tier, if any.
    package var preset: String?
    package var mode: GenerationMode?
    package var status: OperationStatus
    /// Whether it has shown its preview, so that its goal is the final result.
    package var previewSeen: Bool

    package init(
        kind: OperationKind, preset: String?, mode: GenerationMode?, status: OperationStatus, previewSeen: Bool
    ) {
        self.kind = kind
        self.preset = preset
        self.mode = mode
        self.status = status
        self.previewSeen = previewSeen
    }
}

package struct StageProgress: Sendable, Hashable {
    package var stage: DurationStage
    /// Not negative.
    package var elapsed: Duration

    /// Clamps a negative `elapsed`, after a clock jump, to zero.
    package init(stage: DurationStage, elapsed: Duration) {
        self.stage = stage
        self.elapsed = max(elapsed, .zero)
    }
}

extension TrackedOperation {
    /// The current stage and its start.
    ///
    /// Nil if no duration is meaningful: the operation has ended, waits for a decision, has an unknown start (first
    /// seen in the middle, without a server date), or was delayed by a bill.
    package var presentStage: (stage: DurationStage, startedAt: Date)? {
        guard let operation, !operation.status.isFinal, !operation.awaitsPerson,
            let last = transitions.last, last.to == operation.status,
            !transitions.contains(where: { $0.to == .billingRequired })
        else { return nil }
        // A job has only a start date.
        let date = operation.kind == .agentJob ? operation.createdAt : operation.updatedAt
        if last.from == nil && date == nil { return nil }
        let previewSeen = hasShownPreview || operation.assets.contains { $0.name == "previewImage" }
        let stage = DurationStage(
            kind: operation.kind, preset: operation.preset, mode: operation.mode, status: operation.status,
            previewSeen: previewSeen && !last.followsRevision)
        return (stage, last.at)
    }

    private var hasShownPreview: Bool { transitions.dropLast().contains { $0.to == .previewReady } }

    /// The stage ended by the newest transition, as a sample; nil if no meaningful stage ended.
    ///
    /// `before` is the operation before the response with the transition, `time` the time of that response.
    func stageEnded(since before: TrackedOperation, at time: Date) -> StageSample? {
        guard transitions.count > before.transitions.count, let last = transitions.last,
            let (stage, startedAt) = before.presentStage, last.from == stage.status
        else { return nil }
        // A second preview answers a revision, which is different work from the first one.
        if last.to == .previewReady && (stage.previewSeen || hasShownPreview) { return nil }
        var end = last.at
        if end == time, let confirmedAt = before.confirmedAt {
            // The server gave no date. The change happened after the last poll; dating it now would teach the schedule
            // to poll later and later.
            let lastLook = max(startedAt, min(confirmedAt, end))
            end = lastLook.addingTimeInterval(end.timeIntervalSince(lastLook) / 2)
        }
        let seconds = end.timeIntervalSince(startedAt)
        guard seconds > 0 else { return nil }
        return StageSample(
            kind: stage.kind, preset: stage.preset, mode: stage.mode, from: stage.status, to: last.to,
            duration: .seconds(seconds))
    }
}
