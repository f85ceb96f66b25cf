/// A fault of a theme file.
package struct ThemeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file name from the caller; safe to print.
    package let fileName: String
    /// The line, from 1; nil for the whole file.
    package let line: Int?
    /// The fault and the remedy, one sentence; safe to print.
    package let reason: String

    /// `file:line: reason`.
    package var description: String {
        line.map { "\(fileName):\($0): \(reason)" } ?? "\(fileName): \(reason)"
    }
}
