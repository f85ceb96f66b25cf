import TerminalCore

/// The content of a theme file, before defaults are applied.
struct ThemeFile: Sendable {
    enum Colors: Sendable {
        /// The palette of the file, base16 or base24.
        case palette(BasePalette)
        case terminal
    }

    struct Override: Sendable {
        var foreground: Color?
        var background: Color?
        var attributes: TextAttributes?
    }

    var name: String
    var variant: Theme.Variant?
    var colors: Colors
    /// The screen's background; nil for base00 or, with the terminal's colors, the terminal's own.
    var background: Color?
    var roles: [Role: Override]
}
