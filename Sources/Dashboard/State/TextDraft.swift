package import MintDomain

/// A text that is handed to the person's own editor.
package struct TextDraft: Sendable, Hashable {
    /// What it is for. What comes back lands only there. The ids were taken when the key was pressed.
    package enum Purpose: Sendable, Hashable {
        /// It says what should change in a preview.
        case revision(OperationID)
        /// It is a further instruction for these jobs.
        case message([OperationID])
        /// It is the prompt of a new job.
        case job
        /// It is the prompt of a new World or Model.
        case creation
    }

    package let purpose: Purpose
    /// What is there so far, as the person wrote it.
    package let text: String

    package init(purpose: Purpose, text: String) {
        self.purpose = purpose
        self.text = text
    }
}
