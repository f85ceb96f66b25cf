package import TerminalCore

/// A theme that follows its file: the last valid theme, and the current fault of the file.
package struct LiveTheme: Sendable, Hashable {
    package enum Change: Sendable, Hashable {
        case theme
        /// The colors are unchanged; `problem` changed.
        case problem
        case nothing
    }

    package private(set) var theme: Theme
    /// One line with file, line and reason; nil while the file is valid.
    package private(set) var problem: SafeText?

    package init(_ theme: Theme) {
        self.theme = theme
    }

    /// Reads the current text of the file, nil if missing or unreadable; a broken or missing file keeps the theme.
    package mutating func read(_ text: String?, fileName: String) -> Change {
        let before = self
        do throws(ThemeError) {
            guard let text else {
                throw ThemeError(
                    fileName: SafeText(fileName).string, line: nil,
                    reason: "The file is gone or cannot be read; its last colors stay.")
            }
            theme = try Theme(parsing: text, fileName: fileName)
            problem = nil
        } catch {
            problem = "\(error)"
        }
        if theme != before.theme { return .theme }
        return problem == before.problem ? .nothing : .problem
    }
}
