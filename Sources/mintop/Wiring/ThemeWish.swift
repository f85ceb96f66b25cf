import Theming

/// The themes somebody asked for, read and ready: one, or one for a dark terminal and one for a light one.
struct ThemeWish: Sendable {
    /// A theme and its file.
    struct Found: Sendable, Hashable {
        var theme: Theme
        /// Nil for the one that is built in.
        var path: String?

        static let builtIn = Found(theme: .builtIn)
    }

    private let dark: Found
    private let light: Found
    private let unknown: Found
    /// Whether it has to be asked whether the terminal is dark.
    let dependsOnBackground: Bool

    /// The theme of somebody who did not ask for one.
    static let builtIn = ThemeWish()

    private init() {
        (dark, light, unknown, dependsOnBackground) = (.builtIn, .builtIn, .builtIn, false)
    }

    /// Finds and reads them.
    ///
    /// - Parameters:
    ///   - text: a name, `auto`, or two names with a comma between them, the one for a dark terminal first.
    ///   - files: where themes are.
    /// - Throws: `CommandFailure` as `ThemeFiles.theme`.
    init(_ text: String, in files: ThemeFiles) throws {
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

    /// The one to use.
    ///
    /// - Parameter isDark: whether the terminal is dark; nil where nobody knows.
    /// - Returns: The theme.
    func chosen(isDark: Bool?) -> Found {
        isDark.map { $0 ? dark : light } ?? unknown
    }
}
