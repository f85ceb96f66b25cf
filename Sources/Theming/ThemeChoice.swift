/// The chosen themes: one, or one for dark and one for light terminals.
package struct ThemeChoice: Sendable, Hashable {
    /// The names for dark and for light terminals.
    package let dark, light: String
    /// The name if the background is unknown; nil for `Theme.builtIn`, which suits both.
    package let unknown: String?

    /// - Parameter text: A name; or `auto`, which is `mint-dark, mint-light`; or two names separated by a comma, the
    ///   one for a dark terminal first. Nil for an empty name or more than two.
    package init?(_ text: String) {
        let isAuto = text.split(separator: " ").joined().lowercased() == "auto"
        let names = (isAuto ? "mint-dark,mint-light" : text).split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ").joined(separator: " ") }
        guard let first = names.first, let last = names.last, names.count <= 2, names.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        dark = first
        light = last
        unknown = names.count == 1 ? first : nil
    }

    /// Whether the terminal's background matters.
    package var dependsOnBackground: Bool { dark != light }

    /// Returns the name of the theme to use.
    ///
    /// - Parameter isDark: Whether the terminal is dark; nil if unknown.
    /// - Returns: Nil for `Theme.builtIn`.
    package func name(isDark: Bool?) -> String? {
        isDark.map { $0 ? dark : light } ?? unknown
    }
}
