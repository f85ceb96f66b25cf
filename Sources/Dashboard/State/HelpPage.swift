package import TerminalCore

/// The list of keys, with a search. The selected command can be run.
package struct HelpPage: Sendable, Hashable {
    /// The maximum number of characters in the search query.
    private static let limit = 60

    package internal(set) var editor = TextEditor(limit: limit)
    /// The selected command; nil until the user selects one, so that Enter alone does nothing.
    package internal(set) var selected: Command?
    package internal(set) var offset = 0
    /// The reason why the selected command was not run.
    package internal(set) var complaint: SafeText?
    /// The subject when the page was opened. The commands run only on this subject, because the page hides the list.
    var subject: DetailSubject?

    init(of state: State) {
        subject = state.currentSubject
    }

    /// The search query; empty for all keys.
    package var query: String { editor.text }

    /// Appends text to the query and selects the best match.
    mutating func search(for text: String, in state: State) {
        editor.insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        searchChanged(in: state)
    }

    /// Updates the selection after a change of the query.
    mutating func searchChanged(in state: State) {
        let found = query.isEmpty ? [] : HelpContent.entries(of: state, query: query)
        (selected, offset, complaint) = (found.lazy.compactMap(\.command).first, 0, nil)
    }
}
