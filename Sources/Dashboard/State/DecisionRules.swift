/// How decisions are made: held for a while, or asked about first, or not at all.
package struct DecisionRules: Sendable, Hashable {
    /// Whether anything may be changed from here.
    package enum ReadOnly: Sendable, Hashable {
        /// It may.
        case off
        /// It never may.
        case on
        /// Not before a person armed the session.
        case untilArmed
    }

    /// Whether a decision is held for some seconds, in which it can be taken back, instead of being asked about.
    package var holds: Bool
    /// Whether anything may be changed from here.
    package var readOnly: ReadOnly

    package init(holds: Bool = false, readOnly: ReadOnly = .off) {
        self.holds = holds
        self.readOnly = readOnly
    }
}
