import FoundationEssentials
package import MintDomain

/// The origin of the selection, and the rows that it moves to by itself.
package struct Selection: Sendable {
    /// The tab that the user chose last. The detail pane returns to it if the subject has it.
    var chosenTab: DetailTab
    /// The pane that had the focus before; nil until the focus moves.
    var lastFocus: Pane?
    /// The time at which a change, not the user, moved the selection; nil if the user chose the selected row.
    var cameAt: Date?
    /// The operation to select because the user just started it.
    var wished: OperationID?
    /// A new operation to select when it is listed.
    package internal(set) var awaited: OperationID?
    /// Whether the cursor moves to the newly started operation when it is listed. Any key press ends this.
    var followsNewStart = false
    /// Whether a key was pressed yet. Until then the cursors stay on the first rows.
    package internal(set) var hasBegun = false
    /// Whether the header's counter of waiting operations has the focus.
    package internal(set) var isCounterFocused = false

    init(chosenTab: DetailTab) {
        self.chosenTab = chosenTab
    }
}
