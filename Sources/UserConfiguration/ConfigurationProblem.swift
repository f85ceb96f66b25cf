import TerminalCore

/// Something in the configuration that mintop cannot use, as a person reads it.
package struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the caller named it; safe to print.
    package let fileName: String
    /// The line it is about, from 1; nil where it is about the whole file.
    package let line: Int?
    /// What is wrong and what would be right, one sentence; safe to print, and never the text of a key.
    package let reason: String

    init(fileName: String, line: Int?, reason: String) {
        self.fileName = SafeText(fileName).string
        self.line = line
        self.reason = reason
    }

    /// `file:line: reason`, one line.
    package var description: String {
        line.map { "\(fileName):\($0): \(reason)" } ?? "\(fileName): \(reason)"
    }
}

/// Text of the file as a sentence may repeat it.
func quoted(_ text: some StringProtocol) -> String {
    "“\(SafeText(text).clipped(to: 40).string)”"
}
