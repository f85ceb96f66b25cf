package import TerminalCore

/// The colours and attributes of every role; total, so that a view never asks in vain.
///
/// Made of a theme file's text by `init(parsing:fileName:)`, or taken from `builtIn`. Call `quantised(to:)` once for
/// the terminal at hand before drawing.
package struct Theme: Sendable, Hashable {
    /// Whether text is lighter or darker than what is behind it.
    package enum Variant: String, Sendable, Hashable {
        case dark, light
    }

    /// What its author calls it; safe to draw and print.
    package let name: String
    /// What the file says, or what its colours say.
    package let variant: Variant
    /// The style of empty cells: fill the screen with it first.
    package let background: Style
    private let styles: [Role: Style]
    /// The text colour of each role on each surface.
    private let surfaceColors: [Role: [Role: Color]]

    /// Asks the closure for the style of each role, and finds the text colours on the surfaces by itself.
    init(name: String, variant: Variant, background: Style, style: (Role) -> Style) {
        self.init(name: name, variant: variant, background: background, style: style) { own, ground, least in
            own.lifted(on: ground, least: least)
        }
    }

    /// The same with another way to find the text colour of a role on a surface: from its own colour, the surface's style
    /// and the contrast it needs.
    init(
        name: String, variant: Variant, background: Style, style: (Role) -> Style,
        surfaceColor: (Color, Style, Double) -> Color
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

    /// The style of a role where it stands on the screen's own background.
    package subscript(role: Role) -> Style {
        styles[role] ?? background
    }

    /// The style of a role on a surface: in a selected row, in the header, in a dialog or in a text field.
    ///
    /// A role with a background of its own (a badge, a search hit) keeps it. Every other takes the surface's background
    /// and attributes; where its own colour would not be readable there, it is moved towards white or black as far as it
    /// takes, so that a status keeps its hue.
    /// - Parameters:
    ///   - role: What is drawn.
    ///   - surface: What it is drawn on, one of `Role.surfaces`.
    /// - Returns: What to draw it with.
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
    /// The colour moved until it can be read on a surface; the surface's own text colour where nobody knows, because one
    /// of them is the terminal's own.
    func lifted(on surface: Style, least: Double) -> Color {
        guard let own = channels, let ground = surface.background.channels else { return surface.foreground }
        if own.contrast(to: ground) >= least { return self }
        return own.lifted(on: ground, least: least)?.color ?? surface.foreground
    }
}
