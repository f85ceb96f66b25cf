import TerminalCore

/// A problem in the configuration, as shown to the user.
package struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file name from the caller; safe to print.
    package let fileName: String
    /// The line, from 1; nil for the whole file.
    package let line: Int?
    /// The problem and the remedy, one sentence; safe to print, never with the text of a key.
    package let reason: String
    /// A shell command that removes the problem; nil if the file must be edited.
    package let remedy: String?

    init(fileName: String, line: Int?, reason: String, remedy: String? = nil) {
        self.fileName = SafeText(fileName).string
        self.line = line
        self.reason = reason
        self.remedy = remedy
    }

    /// `file:line: reason`, one line.
    package var description: String {
        line.map { "\(fileName):\($0): \(reason)" } ?? "\(fileName): \(reason)"
    }
}

/// Text of the file, quoted for a sentence.
func quoted(_ text: some StringProtocol) -> String {
    "“\(SafeText(text).clipped(to: 40).string)”"
}
