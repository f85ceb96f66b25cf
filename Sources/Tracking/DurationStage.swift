package import Foundation
package import MintDomain

/// A stretch in the life of an operation that ends by itself: what it is, and what may end it.
package struct DurationStage: Sendable, Hashable {
    package var kind: OperationKind
    /// The server's word for the tier; nil where it has none.
    package var preset: String?
    package var mode: GenerationMode?
    /// Where the operation stands.
    package var status: OperationStatus
    /// Whether it has shown the preview it runs on from: what it runs towards then is its end.
    package var previewSeen: Bool

    /// Puts a stage together.
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

/// The present stage of an operation, and how long it lasts already.
package struct StageProgress: Sendable, Hashable {
    package var stage: DurationStage
    /// Not negative.
    package var elapsed: Duration

    /// Puts a progress together; a negative `elapsed`, after a jump of a clock, counts as zero.
    package init(stage: DurationStage, elapsed: Duration) {
        self.stage = stage
        self.elapsed = max(elapsed, .zero)
    }
}

extension TrackedOperation {
    /// The present stage and when it began.
    ///
    /// Nil where no duration means anything: it ended, waits for a person, its beginning is unknown (first seen in
    /// the middle, and the server gave no date), or it was once held up by a bill.
    package var presentStage: (stage: DurationStage, startedAt: Date)? {
        guard let operation, !operation.status.isFinal, !operation.awaitsPerson,
            let last = transitions.last, last.to == operation.status,
            !transitions.contains(where: { $0.to == .billingRequired })
        else { return nil }
        // A job has no date but that of its start.
        let date = operation.kind == .agentJob ? operation.createdAt : operation.updatedAt
        if last.from == nil && date == nil { return nil }
        let previewSeen = hasShownPreview || operation.assets.contains { $0.name == "previewImage" }
        let stage = DurationStage(
            kind: operation.kind, preset: operation.preset, mode: operation.mode, status: operation.status,
            previewSeen: previewSeen && !last.followsRevision)
        return (stage, last.at)
    }

    private var hasShownPreview: Bool { transitions.dropLast().contains { $0.to == .previewReady } }

    /// The stage that the newest transition ended, as a sample to learn from.
    ///
    /// - Parameters:
    ///   - before: The same operation before the answer that brought the transition.
    ///   - time: When that answer came.
    /// - Returns: Nil where no stage ended, or none that means anything.
    func stageEnded(since before: TrackedOperation, at time: Date) -> StageSample? {
        guard transitions.count > before.transitions.count, let last = transitions.last,
            let (stage, startedAt) = before.presentStage, last.from == stage.status
        else { return nil }
        // A second preview answers a revision, which is other work than the first one.
        if last.to == .previewReady && (stage.previewSeen || hasShownPreview) { return nil }
        var end = last.at
        if end == time, let confirmedAt = before.confirmedAt {
            // Not dated by the server. It happened since the last look; to take it as happening now would teach the
            // schedule to look later and later.
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
