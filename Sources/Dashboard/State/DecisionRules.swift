/// The rules for decisions: held, confirmed first, or not allowed.
package struct DecisionRules: Sendable, Hashable {
    /// Whether decisions are allowed.
    package enum ReadOnly: Sendable, Hashable {
        case off
        case on
        /// They are allowed after the user arms the session.
        case untilArmed
    }

    /// Whether a decision is held for some seconds, when it can be undone, instead of being confirmed.
    package var holds: Bool
    package var readOnly: ReadOnly

    package init(holds: Bool = false, readOnly: ReadOnly = .off) {
        self.holds = holds
        self.readOnly = readOnly
    }
}
