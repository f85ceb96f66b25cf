package import TerminalCore

/// The line where a command is typed, with what it may become.
package struct Palette: Sendable, Hashable {
    /// The longest line: room for many ids.
    static let limit = 4000

    /// What is typed, on one line.
    package internal(set) var editor: TextEditor
    /// What was typed before Tab chose among its completions; nil while none is chosen.
    var stem: String?
    /// Which of the completions is chosen.
    package internal(set) var chosen: Int?
    /// How many lines back in the history the shown one is; nil for the one that is being typed.
    var recalled: Int?
    /// What was being typed before the history was looked at.
    var draft = ""
    /// Why it was not done.
    package internal(set) var complaint: SafeText?
    /// The theme that is shown because the line names it; nil while the one in use is shown.
    var triedTheme: String?

    /// Begins with that text, and the cursor behind it.
    init(text: String = "") {
        editor = TextEditor(text: text, limit: Self.limit)
    }

    /// The text that the completions are for.
    package var query: String { stem ?? editor.text }

    /// Puts another text there, with nothing chosen.
    mutating func replaceText(_ text: String) {
        editor = TextEditor(text: text, limit: Self.limit)
        (stem, chosen, complaint) = (nil, nil, nil)
    }

    /// Notes that the text was edited: what was chosen, recalled or complained about is over, and it stays one line.
    mutating func edited() {
        (stem, chosen, recalled, complaint) = (nil, nil, nil, nil)
        guard editor.text.contains("\n") else { return }
        let (text, cursor) = (editor.text.replacing("\n", with: " "), editor.cursor)
        editor = TextEditor(text: text, limit: Self.limit)
        editor.move(by: cursor - text.count)
    }
}

/// The commands typed in this session, newest last.
struct CommandHistory: Sendable, Hashable {
    /// The most that are kept.
    private static let limit = 200

    private(set) var lines: [String] = []

    /// The line that far back, 0 for the newest; nil where there is none.
    subscript(back: Int) -> String? {
        lines.indices.contains(lines.count - 1 - back) ? lines[lines.count - 1 - back] : nil
    }

    /// Adds a line; one that is there already moves to the end.
    mutating func append(_ line: String) {
        lines.removeAll { $0 == line }
        lines.append(line)
        if lines.count > Self.limit { lines.removeFirst() }
    }
}
