/// A column of a list that a filter may name.
package struct FilterField: Sendable, Hashable {
    /// What is typed before the colon: lower-case letters.
    package let name: String
    /// Whether terms without a field look here too.
    package let isSearched: Bool

    /// - Parameters:
    ///   - name: Lower-case letters.
    ///   - isSearched: Whether terms without a field look here too.
    package init(_ name: String, isSearched: Bool = true) {
        self.name = name
        self.isSearched = isSearched
    }
}
