package import MintDomain
package import TerminalCore

/// The question before several operations change at once. The ids are those at the time of the key press.
package struct BulkConfirmation: Sendable, Hashable {
    /// A marked operation that the decision does not apply to.
    package struct Exception: Sendable, Hashable {
        package var id: OperationID
        /// The reason, in a word or two.
        package var reason: SafeText
    }

    package var verb: Verb
    /// The operations to change, in list order at the time of the key press. Ids are only ever removed.
    package var ids: [OperationID]
    /// The previews under review, by operation.
    package var stages: [OperationID: PreviewStage] = [:]
    /// The marked operations that did not allow the decision.
    package var leftAlone: [Exception]
    /// The operations removed from `ids` because they no longer allow the decision.
    package var dropped: [Exception] = []
    /// The number of operations in `ids` that a filter hid at the time of the key press; `hiddenBy` is that filter.
    package var hidden = 0
    package var hiddenBy: SafeText = ""
    /// Whether the user has to type the number of operations.
    package var asksForCount: Bool
    package var typed = ""
    package var isConfirmFocused = false
    /// The reason why Enter did nothing.
    package var complaint: SafeText?

    /// Whether the typed number is that of the operations that are acted on.
    package var countMatches: Bool { typed == String(ids.count) }
}
