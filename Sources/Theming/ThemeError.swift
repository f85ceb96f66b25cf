/// Why a theme file cannot be used.
package struct ThemeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the caller named it; safe to print.
    package let fileName: String
    /// The line it is about, from 1; nil where it is about the whole file.
    package let line: Int?
    /// What is wrong and what would be right, one sentence; safe to print.
    package let reason: String

    /// `file:line: reason`.
    package var description: String {
        line.map { "\(fileName):\($0): \(reason)" } ?? "\(fileName): \(reason)"
    }
}
