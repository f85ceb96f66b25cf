/// The key bindings as written in the file; actions and keys are resolved elsewhere.
package struct KeySettings: Sendable, Hashable {
    /// A text of the file, at most 1,024 bytes, without control characters.
    package struct Text: Sendable, Hashable {
        package let text: String
        /// The line, from 1; nil if the parser gives none.
        package let line: Int?
    }

    package struct Entry: Sendable, Hashable {
        /// The id of an action, or an alias.
        package let action: Text
        /// At most 64; empty for no keys.
        package let keys: [Text]
    }

    package var preset: Text?
    /// The entries in file order.
    package var entries: [Entry] = []

    package init() {}
}
