package import TerminalCore

/// The colors and attributes of every role.
///
/// Made from a theme file by `init(parsing:fileName:)`, or taken from `builtIn`. Call `quantized(to:)` once for the
/// terminal before drawing.
package struct Theme: Sendable, Hashable {
    /// Whether text is lighter or darker than its background.
    package enum Variant: String, Sendable, Hashable {
        case dark, light
    }

    /// The author's name for the theme; safe to draw and print.
    package let name: String
    /// The variant in the file, otherwise derived from the colors.
    package let variant: Variant
    /// The style of empty cells; fill the screen with it first.
    package let background: Style
    private let styles: [Role: Style]
    /// The text color of each role on each surface.
    private let surfaceColors: [Role: [Role: Color]]

    /// Takes the style of each role from the closure, and computes the text colors on surfaces: from the role's own
    /// color, the surface's style and the needed contrast.
    init(
        name: String, variant: Variant, background: Style, style: (Role) -> Style,
        surfaceColor: (Color, Style, Double) -> Color = { $0.lifted(on: $1, least: $2) }
    ) {
        self.name = SafeText(name).string
        self.variant = variant
        self.background = background
        let styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, style($0)) })
        self.styles = styles
        surfaceColors = Dictionary(
            uniqueKeysWithValues: Role.surfaces.map { surface in
                let ground = styles[surface] ?? background
                let colors = Role.allCases.map { role in
                    (role, surfaceColor((styles[role] ?? background).foreground, ground, role.leastContrast))
                }
                return (surface, Dictionary(uniqueKeysWithValues: colors))
            })
    }

    package subscript(role: Role) -> Style {
        styles[role] ?? background
    }

    /// Returns the style of a role on a surface: in a selected row, the header, a dialog or a text field.
    ///
    /// A role with its own background (a badge, a search hit) keeps it. Every other takes the surface's background and
    /// attributes; a color with too little contrast moves toward white or black, so that a status keeps its hue.
    /// `surface` is one of `Role.surfaces`.
    package func style(_ role: Role, on surface: Role) -> Style {
        let own = self[role]
        let ground = self[surface]
        guard role != surface, own.background == background.background else { return own }
        var result = own.on(ground.background).adding(ground.attributes)
        if result.attributes.contains(.dim) { result.attributes.remove(.bold) }
        guard ground.background != background.background else { return result }
        result.foreground = surfaceColors[surface]?[role] ?? ground.foreground
        return result
    }
}

extension Color {
    /// The color moved until it is readable on a surface; the surface's text color if one of them is the terminal's
    /// own.
    func lifted(on surface: Style, least: Double) -> Color {
        guard let own = channels, let ground = surface.background.channels else { return surface.foreground }
        if own.contrast(to: ground) >= least { return self }
        return own.lifted(on: ground, least: least)?.color ?? surface.foreground
    }
}
