package import MintDomain

/// Decides from a new reading whether a decision may be sent: only while the preview it is about needs review.
package enum PreviewCheck {
    /// Checks a decision before an attempt to send it.
    ///
    /// One that may have been sent is sent again while no preview needs review: with the same key the server repeats
    /// its response. If another preview needs review, the approval did not take effect, and sending it would approve
    /// that one; a revision may have led to it.
    ///
    /// - Parameters:
    ///   - mutation: The decision.
    ///   - mayHaveArrived: Whether an earlier attempt may have taken effect.
    ///   - row: The operation as read for this attempt.
    ///   - name: The name of the operation, for the sentence.
    /// - Returns: The end of a decision that must not be sent; nil if it may be.
    package static func end(
        of mutation: Mutation, mayHaveArrived: Bool, row: TrackedOperation, name: String
    ) -> OutboxAnswer? {
        guard mutation.isBoundToPreview else { return nil }
        let undone = "Not \(mutation.verb.participle)"
        guard let status = row.operation?.status, status == .previewReady else {
            if mayHaveArrived { return nil }
            let word = row.operation?.status.wireName.replacing("_", with: " ") ?? "unknown"
            return .refused("\(undone): \(name) is \(word) now, decided elsewhere meanwhile. Nothing was sent.")
        }
        guard let decided = mutation.preview else {
            if mutation.verb == .revise, mayHaveArrived {
                return .uncertain(
                    "Whether your revision led to the preview that \(name) shows is not known. Look at it first.")
            }
            return .refused(
                "\(undone): it is not recorded which preview of \(name) this was about. Look at it and decide again.")
        }
        guard let present = row.previewStage, decided.isReplaced(by: present) else { return nil }
        if mutation.verb == .revise, mayHaveArrived {
            return .uncertain(
                "\(name) shows another preview now; whether your revision led to it is not known. Look at it first.")
        }
        return .refused("\(undone): \(name) shows another preview now. Look at it and decide again.")
    }
}
