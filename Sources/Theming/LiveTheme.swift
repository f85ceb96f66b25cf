package import TerminalCore

/// A theme that follows its file: what was read last without a fault, and what is wrong with the file now.
package struct LiveTheme: Sendable, Hashable {
    /// What a reading of the file did.
    package enum Change: Sendable, Hashable {
        /// The colours are other ones.
        case theme
        /// The colours stay; `problem` is another one, or is gone.
        case problem
        case nothing
    }

    /// What to draw with.
    package private(set) var theme: Theme
    /// One line with file, line and reason; nil while the file is good.
    package private(set) var problem: SafeText?

    package init(_ theme: Theme) {
        self.theme = theme
    }

    /// Takes what the file holds now; a broken or missing file keeps the theme as it is.
    ///
    /// - Parameters:
    ///   - text: The file's text; nil where it is gone or cannot be read.
    ///   - fileName: How the problem calls it.
    /// - Returns: What is different now.
    package mutating func read(_ text: String?, fileName: String) -> Change {
        let before = self
        do throws(ThemeError) {
            guard let text else {
                throw ThemeError(
                    fileName: SafeText(fileName).string, line: nil,
                    reason: "The file is gone or cannot be read; its last colours stay.")
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
