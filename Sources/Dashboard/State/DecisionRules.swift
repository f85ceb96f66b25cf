/// How decisions are made: held for a while, or asked about first, or not at all.
package struct DecisionRules: Sendable, Hashable {
    /// Whether a decision is held for some seconds, in which it can be taken back, instead of being asked about.
    package var holds: Bool
    /// Whether nothing may be changed from here.
    package var isReadOnly: Bool

    package init(holds: Bool = false, isReadOnly: Bool = false) {
        self.holds = holds
        self.isReadOnly = isReadOnly
    }
}
