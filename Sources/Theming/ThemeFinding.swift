package import TerminalCore

/// A legibility problem of a theme.
package struct ThemeFinding: Sendable, Hashable, CustomStringConvertible {
    package enum Severity: Int, Sendable, Hashable, Comparable {
        /// A note: another mark than color shows the difference.
        case note
        /// Hard to read for some users.
        case warning
        /// Hard to read for nearly all users.
        case error

        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    package let severity: Severity
    /// The problem, one sentence; safe to print.
    package let sentence: SafeText

    /// `error: `, `warning: ` or `note: ` and the sentence.
    package var description: String { "\(severity): \(sentence)" }
}
