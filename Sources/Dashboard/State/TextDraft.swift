package import MintDomain

/// A text to edit in the user's own editor.
package struct TextDraft: Sendable, Hashable {
    /// The use of the text; the edited text goes only there. The ids are those at the time of the key press.
    package enum Purpose: Sendable, Hashable {
        case revision(OperationID)
        case message([OperationID])
        case job
        /// The prompt of a new World or Model.
        case creation
    }

    package let purpose: Purpose
    /// The text as the user wrote it so far.
    package let text: String

    package init(purpose: Purpose, text: String) {
        self.purpose = purpose
        self.text = text
    }
}
