package import MintDomain
package import TerminalCore

/// The input line of a list filter or of the search in the detail.
package struct FilterLine: Sendable, Hashable {
    /// The selection when the line was opened.
    package enum Anchor: Sendable, Hashable {
        case operation(OperationID)
        case resource(ResourceID)
        /// The first visible line of the detail.
        case line(Int)
    }

    static let limit = 500

    package let pane: Pane
    /// The typed text, on one line.
    package internal(set) var editor: TextEditor
    /// The active filter when the line was opened.
    let before: String
    let anchor: Anchor?
    /// The fault in the typed text, if any; the list stays unchanged.
    package internal(set) var complaint: SafeText?

    init(pane: Pane, text: String, anchor: Anchor?) {
        self.pane = pane
        self.anchor = anchor
        before = text
        editor = TextEditor(text: text, limit: Self.limit)
    }

    /// Handles an edit and keeps the text on one line.
    mutating func edited() {
        complaint = nil
        guard editor.text.contains("\n") else { return }
        let (text, cursor) = (editor.text.replacing("\n", with: " "), editor.cursor)
        editor = TextEditor(text: text, limit: Self.limit)
        editor.move(by: cursor - text.count)
    }

    /// Returns the fault in at most three lines of that width.
    func complaintLines(columns: Int) -> [SafeText] {
        guard let complaint else { return [] }
        return Array(SafeText.wrapped(complaint.string, columns: max(1, columns)).prefix(3))
    }
}

package struct DetailSearch: Sendable, Hashable {
    /// The text that the counts are valid for.
    struct Place: Sendable, Hashable {
        var subject: DetailSubject?
        var tab: DetailTab
    }

    package var text: String
    var filter: ListFilter
    /// The last searched text.
    var place: Place?
    /// The number of matching lines.
    package var count = 0
    /// The index of the last visited match, from 0, if any.
    package var current: Int?
    /// The index of that line among all lines.
    var line: Int?

    /// - Throws: The error in an invalid expression.
    init(_ text: String) throws(FilterError) {
        self.text = text
        filter = try ListFilter(searching: text)
    }

    /// Returns the indices of the lines that contain the text.
    ///
    /// - Throws: An error if an expression is too slow.
    func places(in lines: [StyledLine]) throws(FilterError) -> [Int] {
        try filter.search(lines.map { FilterRow([$0.plainText]) }).map(\.row)
    }
}

extension StyledLine {
    /// Its text without styles.
    var plainText: String { spans.map(\.text.string).joined() }
}
