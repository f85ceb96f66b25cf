package import TerminalCore

/// The list of keys, with a search in it; what is chosen there can be run.
package struct HelpPage: Sendable, Hashable {
    /// The longest search.
    private static let limit = 60

    /// What is searched for, on one line.
    package internal(set) var editor = TextEditor(limit: limit)
    /// The chosen command; nil until one is chosen, so that Enter alone does nothing.
    package internal(set) var selected: Command?
    /// The first line of the list that is shown.
    package internal(set) var offset = 0
    /// Why the chosen command was not run.
    package internal(set) var complaint: SafeText?
    /// What the commands were about when the page was opened: it hides the list, and is not for another row.
    var subject: DetailSubject?

    init(of state: State) {
        subject = state.currentSubject
    }

    /// What is searched for; empty for everything.
    package var query: String { editor.text }

    /// Searches for something else: the best that is found is chosen.
    mutating func search(for text: String, in state: State) {
        editor.insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        searchChanged(in: state)
    }

    /// What is typed is another text now.
    mutating func searchChanged(in state: State) {
        let found = query.isEmpty ? [] : HelpContent.entries(of: state, query: query)
        (selected, offset, complaint) = (found.lazy.compactMap(\.command).first, 0, nil)
    }
}
