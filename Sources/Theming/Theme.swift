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

    /// Asks the closure for the style of each role.
    init(name: String, variant: Variant, background: Style, style: (Role) -> Style) {
        self.name = SafeText(name).string
        self.variant = variant
        self.background = background
        styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, style($0)) })
    }

    /// The style of a role where it stands on the screen's own background.
    package subscript(role: Role) -> Style {
        styles[role] ?? background
    }

    /// The style of a role on a surface: in a selected row, in the header, in a dialog or in a text field.
    ///
    /// A role with a background of its own (a badge, a search hit) keeps it. Every other takes the surface's background
    /// and attributes, and the surface's text colour where its own would not be readable there.
    /// - Parameters:
    ///   - role: What is drawn.
    ///   - surface: What it is drawn on: `header`, `selectedRow`, `selectedRowUnfocused`, `overlay` or `input`.
    /// - Returns: What to draw it with.
    package func style(_ role: Role, on surface: Role) -> Style {
        let own = self[role]
        let ground = self[surface]
        guard role != surface, own.background == background.background else { return own }
        var result = own.on(ground.background).adding(ground.attributes)
        if result.attributes.contains(.dim) { result.attributes.remove(.bold) }
        guard ground.background != background.background else { return result }
        let isReadable = result.foreground.contrast(to: ground.background).map { $0 >= role.leastContrast } ?? false
        if !isReadable { result.foreground = ground.foreground }
        return result
    }
}
