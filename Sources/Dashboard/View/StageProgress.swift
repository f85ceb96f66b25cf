package import MintDomain

/// How far an operation has come, as far as that is known; there is none where it would be a guess.
package struct StageProgress: Sendable, Hashable {
    /// The stages of its kind, in order.
    package let names: [String]
    /// The stage it is in, or ended in.
    package let reached: Int

    /// Reads it off the status and the transitions that were seen.
    ///
    /// - Parameters:
    ///   - row: The operation with its transitions.
    ///   - operation: What the server last said.
    ///   - decision: What was last decided here; without it, whether a review that goes on was approved or revised is
    ///     not known.
    package init?(_ row: TrackedOperation, _ operation: Operation, decision: Mutation?) {
        let hasPreview = operation.kind == .worldGeneration || operation.kind == .modelGeneration
        names = hasPreview ? ["queued", "preview", "final", "done"] : ["queued", "running", "done"]
        let sawPreview = row.transitions.contains { $0.to == .previewReady }
        let sawBegin = row.transitions.contains { $0.to == .queued || $0.to == .running }
        switch operation.status {
        case .queued: reached = 0
        case .previewReady: reached = 1
        case .succeeded, .partiallySucceeded: reached = names.count - 1
        case .running, .billingRequired, .failed, .canceled:
            guard hasPreview else {
                guard operation.status == .running || sawBegin else { return nil }
                reached = 1
                return
            }
            guard let stage = Self.stage(operation, decision, sawPreview: sawPreview, sawBegin: sawBegin) else {
                return nil
            }
            reached = stage
        case .other: return nil
        }
    }

    private static func stage(
        _ operation: Operation, _ decision: Mutation?, sawPreview: Bool, sawBegin: Bool
    ) -> Int? {
        if !sawPreview {
            // Never at its preview while it was watched: it is before it, if it was watched from its begin.
            return sawBegin && operation.assets.isEmpty ? 1 : nil
        }
        if operation.mode == .auto { return 2 }
        switch decision {
        case .approve: return 2
        case .revise: return 1
        default: return operation.status == .canceled ? 1 : nil
        }
    }
}
