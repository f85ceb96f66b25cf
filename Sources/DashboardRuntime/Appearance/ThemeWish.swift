import CommandOutput
package import Theming

/// The configured themes, parsed: one, or one for dark and one for light terminals.
package struct ThemeWish: Sendable {
    package struct Found: Sendable, Hashable {
        package var theme: Theme
        /// Nil for the built-in theme.
        package var path: String?

        package static let builtIn = Found(theme: .builtIn)
    }

    private let dark: Found
    private let light: Found
    private let unknown: Found
    /// Whether the theme depends on the background of the terminal.
    package let dependsOnBackground: Bool

    /// The default.
    package static let builtIn = ThemeWish()

    private init() {
        (dark, light, unknown, dependsOnBackground) = (.builtIn, .builtIn, .builtIn, false)
    }

    /// Finds and parses the themes.
    ///
    /// - Parameters:
    ///   - text: A name, `auto`, or two names separated by a comma, the one for dark terminals first.
    ///   - files: The theme files.
    /// - Throws: `CommandFailure` as `ThemeFiles.theme`.
    package init(_ text: String, in files: ThemeFiles) throws {
        guard let choice = ThemeChoice(text) else {
            throw CommandFailure("A theme is a name, auto, or two names with a comma between them.", .usage)
        }
        func found(_ name: String) throws -> Found {
            Found(theme: try files.theme(name), path: files.path(of: name))
        }
        dark = try found(choice.dark)
        light = choice.dependsOnBackground ? try found(choice.light) : dark
        unknown = try choice.unknown.map(found) ?? .builtIn
        dependsOnBackground = choice.dependsOnBackground
    }

    /// Returns the theme for a dark or a light terminal, or for an unknown one if `isDark` is nil.
    package func chosen(isDark: Bool?) -> Found {
        isDark.map { $0 ? dark : light } ?? unknown
    }
}
