package import TerminalCore

/// Something about a theme that makes it hard to use.
package struct ThemeFinding: Sendable, Hashable, CustomStringConvertible {
    /// How bad it is, the least first.
    package enum Severity: Int, Sendable, Hashable, Comparable {
        /// Good to know: something else than colour tells it.
        case note
        /// Some people will not read it.
        case warning
        /// Hardly anybody will read it.
        case error

        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    package let severity: Severity
    /// The roles it is about, in the order of the sentence.
    package let roles: [Role]
    /// What is wrong, one sentence; safe to print.
    package let sentence: SafeText

    /// `error: `, `warning: ` or `note: ` and the sentence.
    package var description: String { "\(severity): \(sentence)" }
}
