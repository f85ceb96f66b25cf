import TerminalCore

/// A profile to switch to, or the current one.
package struct ProfileEntry: Sendable, Hashable {
    package var badge: Badge
    /// Whether the profile allows decisions.
    package var readOnly: DecisionRules.ReadOnly

    package init(badge: Badge, readOnly: DecisionRules.ReadOnly = .off) {
        self.badge = badge
        self.readOnly = readOnly
    }

    /// The description in the command palette.
    func note(isCurrent: Bool) -> SafeText {
        let readOnly: String? =
            switch self.readOnly {
            case .off: nil
            case .on: "read-only"
            case .untilArmed: "read-only until :arm"
            }
        let words = [isCurrent ? "this one" : nil, badge.word, badge.origin.isEmpty ? nil : badge.origin, readOnly]
        return SafeText(words.compactMap(\.self).joined(separator: " · "))
    }
}
