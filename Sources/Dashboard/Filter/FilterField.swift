/// A column of a list that a filter can name.
package struct FilterField: Sendable, Hashable {
    /// The name before the colon, in lower-case letters.
    package let name: String
    /// Whether terms without a field search this field too.
    package let isSearched: Bool

    package init(_ name: String, isSearched: Bool = true) {
        self.name = name
        self.isSearched = isSearched
    }
}
