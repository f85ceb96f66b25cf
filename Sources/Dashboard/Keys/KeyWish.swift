/// The key bindings as written by the user.
package struct KeyWish: Sendable, Hashable {
    /// A text with its position.
    package struct Text: Sendable, Hashable {
        package let text: String
        /// The line, from 1; nil if unknown.
        package let line: Int?

        package init(_ text: String, line: Int? = nil) {
            (self.text, self.line) = (text, line)
        }
    }

    /// A change of the keys of one action.
    package struct Change: Sendable, Hashable {
        /// The id of the action or one of its names in the palette.
        package let action: Text
        /// The new keys; empty for none.
        package let keys: [Text]

        package init(_ action: Text, keys: [Text]) {
            (self.action, self.keys) = (action, keys)
        }
    }

    /// The name of a preset; nil for the default keys.
    package var preset: Text?
    /// The changes in the order of the settings.
    package var changes: [Change]

    package init(preset: Text? = nil, changes: [Change] = []) {
        (self.preset, self.changes) = (preset, changes)
    }
}

/// A rejected setting.
package struct KeyProblem: Sendable, Hashable {
    /// The line, from 1; nil if unknown.
    package let line: Int?
    /// The problem and its effect; one sentence, safe to print.
    package let reason: String
}
