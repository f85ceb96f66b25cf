/// What the file says about keys, as it is written: which actions and keys there are is not known here.
package struct KeySettings: Sendable, Hashable {
    /// A text of the file, at most 1,024 bytes and without control characters.
    package struct Text: Sendable, Hashable {
        package let text: String
        /// From 1; nil where the parser does not say.
        package let line: Int?
    }

    /// The keys of one action.
    package struct Entry: Sendable, Hashable {
        /// The id of an action, or a word for it.
        package let action: Text
        /// At most 64; empty where it is to have none.
        package let keys: [Text]
    }

    /// The name of a preset.
    package var preset: Text?
    /// In the order of the file.
    package var entries: [Entry] = []

    /// Settings that change nothing.
    package init() {}
}
