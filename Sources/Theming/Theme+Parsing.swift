import TerminalCore

extension Theme {
    /// Parses a theme file: base16 and base24 in their current and legacy form, and `system: terminal`.
    ///
    /// Unknown keys are ignored. Beyond the formats it reads `background:` (a color, or `none` for the terminal's own)
    /// and `roles:` (a map from a role's name to a color or to `foreground`, `background` and `attributes`). A color is
    /// six hexadecimal digits, a palette entry such as `base0D`, `default`, a name of one of the terminal's 16 colors
    /// such as `bright-blue`, or its number.
    /// - Parameters:
    ///   - yaml: The text of the file, at most 64 KiB.
    ///   - fileName: The file name for errors; without its extension also the default name of the theme.
    /// - Throws: `ThemeError` with the line and the fault.
    package init(parsing yaml: String, fileName: String) throws(ThemeError) {
        self.init(try ThemeReader(fileName: fileName).read(yaml))
    }

    private init(_ file: ThemeFile) {
        switch file.colors {
        case .terminal:
            let background = file.background ?? .terminalDefault
            self.init(
                file, variant: file.variant ?? .dark, background: background,
                style: { role, ground in
                    let style = Self.terminalStyle(of: role)
                    return style.background == .terminalDefault ? style.on(ground) : style
                })
        case .palette(let palette):
            let background = file.background ?? palette[0x00]
            self.init(
                file, variant: file.variant ?? palette.variant, background: background,
                style: palette.style(of:screen:))
        }
    }

    private init(
        _ file: ThemeFile, variant: Variant, background: Color, style: (_ role: Role, _ ground: Color) -> Style
    ) {
        func resolved(_ role: Role) -> Style {
            var result = style(role, background)
            if role == .dialogBorder || role == .dialogDanger {
                result = style(role, file.roles[.overlay]?.background ?? style(.overlay, background).background)
            }
            guard let override = file.roles[role] else { return result }
            result.foreground = override.foreground ?? result.foreground
            result.background = override.background ?? result.background
            result.attributes = override.attributes ?? result.attributes
            return result
        }
        self.init(
            name: file.name, variant: variant,
            background: Style(foreground: resolved(.text).foreground, background: background), style: resolved)
    }
}
