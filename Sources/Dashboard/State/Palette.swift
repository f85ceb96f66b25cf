package import TerminalCore

/// The command palette: an input line with completions.
package struct Palette: Sendable, Hashable {
    /// The maximum number of characters in the line, enough for many ids.
    static let limit = 4000

    package internal(set) var editor: TextEditor
    /// The text before Tab replaced it with a completion; nil if no completion is chosen.
    var stem: String?
    /// The index of the chosen completion.
    package internal(set) var chosen: Int?
    /// The number of lines back in the history; nil for the line being typed.
    var recalled: Int?
    /// The line being typed before the user went to the history.
    var draft = ""
    /// The reason why the command did not run.
    package internal(set) var complaint: SafeText?
    /// The theme previewed because the line names it; nil while the current theme is shown.
    var triedTheme: String?

    /// Creates a palette with that text and the cursor at its end.
    init(text: String = "") {
        editor = TextEditor(text: text, limit: Self.limit)
    }

    /// The text to complete.
    package var query: String { stem ?? editor.text }

    /// Replaces the text and discards the chosen completion.
    mutating func replaceText(_ text: String) {
        editor = TextEditor(text: text, limit: Self.limit)
        (stem, chosen, complaint) = (nil, nil, nil)
    }

    /// Resets the completion, the history position and the error after an edit, and replaces line breaks with spaces.
    mutating func edited() {
        (stem, chosen, recalled, complaint) = (nil, nil, nil, nil)
        guard editor.text.contains("\n") else { return }
        let (text, cursor) = (editor.text.replacing("\n", with: " "), editor.cursor)
        editor = TextEditor(text: text, limit: Self.limit)
        editor.move(by: cursor - text.count)
    }
}

struct CommandHistory: Sendable, Hashable {
    /// The maximum number of lines that are kept.
    private static let limit = 200

    private(set) var lines: [String] = []

    /// The line that far back, 0 for the newest; nil if there is none.
    subscript(back: Int) -> String? {
        lines.indices.contains(lines.count - 1 - back) ? lines[lines.count - 1 - back] : nil
    }

    /// Appends a line, or moves it to the end if it is in the history.
    mutating func append(_ line: String) {
        lines.removeAll { $0 == line }
        lines.append(line)
        if lines.count > Self.limit { lines.removeFirst() }
    }
}
