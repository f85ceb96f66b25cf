/// The themes somebody chose: one, or one for a dark terminal and one for a light one.
package struct ThemeChoice: Sendable, Hashable {
    /// The name for a terminal that is dark, and for one that is light.
    package let dark, light: String
    /// What is taken where nobody knows; nil for the theme that suits both, `Theme.builtIn`.
    package let unknown: String?

    /// - Parameter text: A name; or `auto`, which is `mint-dark, mint-light`; or two names with a comma between them, the
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

    /// Whether it has to be asked whether the terminal is dark.
    package var dependsOnBackground: Bool { dark != light }

    /// The name of the theme to use.
    ///
    /// - Parameter isDark: Whether the terminal is dark; nil where nobody knows.
    /// - Returns: Nil for `Theme.builtIn`.
    package func name(isDark: Bool?) -> String? {
        isDark.map { $0 ? dark : light } ?? unknown
    }
}
