package import TerminalCore
package import Wire

/// A result of `mintop doctor`, and the line that fixes the problem.
package struct Finding: Hashable, Sendable {
    package enum Grade: String, Hashable, Sendable {
        case fine = "ok"
        /// Works, but could be better.
        case note
        /// Does not work until it is fixed.
        case broken = "mend"
    }

    /// One or two words.
    package var subject: String
    package var grade: Grade
    /// The state and its reason.
    package var text: SafeText
    /// A line for a shell or a settings file; nil if there is nothing to fix or the text says how.
    package var remedy: String?

    package init(_ subject: String, _ grade: Grade, _ text: SafeText, remedy: String? = nil) {
        self.subject = subject
        self.grade = grade
        self.text = text
        self.remedy = remedy
    }

    package var document: JSONValue {
        .object([
            "subject": .string(subject), "grade": .string(grade.rawValue), "text": .string(text.string),
            "remedy": .orNull(remedy),
        ])
    }
}
