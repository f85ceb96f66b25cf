import TerminalCore
import Wire

/// One thing the doctor looked at: what is so, and the line that mends it.
struct Finding: Hashable, Sendable {
    enum Grade: String, Hashable, Sendable {
        /// As it should be.
        case fine = "ok"
        /// It works; it could be better.
        case note
        /// It does not work until it is mended.
        case broken = "mend"
    }

    /// What was looked at, one or two words.
    var subject: String
    var grade: Grade
    /// What is so, and why.
    var text: SafeText
    /// A line for a shell or a settings file that mends or improves it; nil where there is nothing to do, or the text
    /// says it.
    var remedy: String?

    init(_ subject: String, _ grade: Grade, _ text: SafeText, remedy: String? = nil) {
        self.subject = subject
        self.grade = grade
        self.text = text
        self.remedy = remedy
    }

    var document: JSONValue {
        .object([
            "subject": .string(subject), "grade": .string(grade.rawValue), "text": .string(text.string),
            "remedy": .orNull(remedy),
        ])
    }
}
