package import MintDomain
package import TerminalCore

/// Asks before several operations are changed at once. It holds their ids, taken when the key was pressed.
package struct BulkConfirmation: Sendable, Hashable {
    /// An operation that the decision leaves alone.
    package struct Exception: Sendable, Hashable {
        package var id: OperationID
        /// Why, in a word or two.
        package var reason: SafeText
    }

    package var command: Command
    /// What is acted on, in the order of the list when the key was pressed. It only ever gets shorter.
    package var ids: [OperationID]
    /// The previews that were decided about, where an approval is.
    package var stages: [OperationID: PreviewStage] = [:]
    /// What was marked and did not allow it.
    package var leftAlone: [Exception]
    /// What stood in `ids`, and does not allow it any more.
    package var dropped: [Exception] = []
    /// How many of those that are acted on a filter hid when the key was pressed, and what hid them.
    package var hidden = 0
    package var hiddenBy: SafeText = ""
    /// Whether the number of operations has to be typed.
    package var asksForCount: Bool
    /// The digits typed so far.
    package var typed = ""
    /// Whether the button that does it has the focus; the safe one has it at first.
    package var isConfirmFocused = false
    /// Why Enter did nothing.
    package var complaint: SafeText?

    /// Whether the typed number is that of the operations that are acted on.
    package var countMatches: Bool { typed == String(ids.count) }
}
