package import MintDomain

/// The progress of an operation through its stages, as far as it is certain.
package struct StageProgress: Sendable, Hashable {
    /// The stages of its kind, in order.
    package let names: [String]
    /// The current or last stage.
    package let reached: Int

    /// Derives the progress from the status, the observed transitions and the last decision made here.
    ///
    /// Without the decision, a continued review may have been approved or revised.
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
            // No preview was observed: if the operation was tracked from its start, its preview is still to come.
            return sawBegin && operation.assets.isEmpty ? 1 : nil
        }
        if operation.mode == .auto { return 2 }
        switch decision?.verb {
        case Verb.approve?: return 2
        case Verb.revise?: return 1
        default: return operation.status == .canceled ? 1 : nil
        }
    }
}
