package import MintDomain
package import TerminalCore

/// The line at the bottom of a pane where a filter is typed, or in the detail what is searched for.
package struct FilterLine: Sendable, Hashable {
    /// What was selected when the line was opened.
    package enum Anchor: Sendable, Hashable {
        case operation(OperationID)
        case resource(ResourceID)
        /// The first visible line of the detail.
        case line(Int)
    }

    /// The longest text.
    static let limit = 500

    package let pane: Pane
    /// What is typed, on one line.
    package internal(set) var editor: TextEditor
    /// What was in force when it was opened.
    let before: String
    let anchor: Anchor?
    /// What is wrong with what is typed; the list stays as it was.
    package internal(set) var complaint: SafeText?

    init(pane: Pane, text: String, anchor: Anchor?) {
        self.pane = pane
        self.anchor = anchor
        before = text
        editor = TextEditor(text: text, limit: Self.limit)
    }

    /// Notes that the text was edited; it stays one line.
    mutating func edited() {
        complaint = nil
        guard editor.text.contains("\n") else { return }
        let (text, cursor) = (editor.text.replacing("\n", with: " "), editor.cursor)
        editor = TextEditor(text: text, limit: Self.limit)
        editor.move(by: cursor - text.count)
    }

    /// What is wrong, in lines of a pane that is so wide; at most three.
    func complaintLines(columns: Int) -> [SafeText] {
        guard let complaint else { return [] }
        return Array(SafeText.wrapped(complaint.string, columns: max(1, columns)).prefix(3))
    }
}

/// What the text of the detail is searched for.
package struct DetailSearch: Sendable, Hashable {
    /// A line of the detail as a row of one field.
    static let fields = [FilterField("line")]

    /// Where the counts hold.
    struct Place: Sendable, Hashable {
        var subject: DetailSubject?
        var tab: DetailTab
    }

    /// As it was typed.
    package var text: String
    var filter: ListFilter
    /// Where it was looked for last.
    var place: Place?
    /// How many lines hold it there.
    package var count = 0
    /// Which of them was gone to last, from 0; nil where none was.
    package var current: Int?
    /// That line among all.
    var line: Int?

    /// - Throws: What is wrong with an expression.
    init(_ text: String) throws(FilterError) {
        self.text = text
        filter = try ListFilter(searching: text)
    }

    /// Whether a line holds it.
    func holds(_ line: StyledLine) -> Bool {
        !filter.highlights(in: line.plainText, field: 0, of: Self.fields).isEmpty
    }
}

extension StyledLine {
    /// Its text without the looks.
    var plainText: String { spans.map(\.text.string).joined() }
}
