import TerminalCore

/// A profile that can be switched to, or the present one.
package struct ProfileEntry: Sendable, Hashable {
    /// Its name, its server and its colour.
    package var badge: Badge
    /// Whether anything may be changed with it.
    package var readOnly: DecisionRules.ReadOnly

    package init(badge: Badge, readOnly: DecisionRules.ReadOnly = .off) {
        self.badge = badge
        self.readOnly = readOnly
    }

    /// What the palette says of it.
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
