import TerminalCore

/// What a theme file says, before anything it leaves open is filled in.
struct ThemeFile: Sendable {
    /// Where the colours come from.
    enum Colors: Sendable {
        /// base16 or base24: a palette of the file's own.
        case palette(BasePalette)
        /// The user's terminal.
        case terminal
    }

    /// What the file says about one role; nil where it says nothing.
    struct Override: Sendable {
        var foreground: Color?
        var background: Color?
        var attributes: TextAttributes?
    }

    var name: String
    var variant: Theme.Variant?
    var colors: Colors
    /// The screen's background; nil for base00 or, with the terminal's colours, the terminal's own.
    var background: Color?
    var roles: [Role: Override]
}
