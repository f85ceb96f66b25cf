/// The keys somebody asked for, as they were written.
package struct KeyWish: Sendable, Hashable {
    /// A text and where it stands.
    package struct Text: Sendable, Hashable {
        package let text: String
        /// From 1; nil where nobody knows.
        package let line: Int?

        package init(_ text: String, line: Int? = nil) {
            (self.text, self.line) = (text, line)
        }
    }

    /// Other keys for one action.
    package struct Change: Sendable, Hashable {
        /// The id of the action, or one of the words the palette knows it by.
        package let action: Text
        /// Instead of those it has; empty for none.
        package let keys: [Text]

        package init(_ action: Text, keys: [Text]) {
            (self.action, self.keys) = (action, keys)
        }
    }

    /// The name of a preset; nil for the keys as they come.
    package var preset: Text?
    /// In the order in which they were written.
    package var changes: [Change]

    package init(preset: Text? = nil, changes: [Change] = []) {
        (self.preset, self.changes) = (preset, changes)
    }
}

/// Something in a wish for keys that is not obeyed.
package struct KeyProblem: Sendable, Hashable {
    /// Where it stands, from 1; nil where nobody knows.
    package let line: Int?
    /// What is wrong and what holds instead; one sentence, safe to print.
    package let reason: String
}
