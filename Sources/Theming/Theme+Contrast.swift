import TerminalCore

extension Theme {
    /// The WCAG 2 contrast ratio of a role's text to its own background, 1 to 21; nil where one of the two is a colour
    /// of the user's terminal, which nobody knows. Attributes do not count.
    package func contrast(_ role: Role) -> Double? {
        self[role].foreground.contrast(to: self[role].background)
    }
}

extension Role {
    /// The WCAG 2 contrast ratio a theme should give this role: 4.5 for what has to be read, 3 for what supports it.
    package var leastContrast: Double {
        switch self {
        case .secondary, .disabled, .border, .title, .stale, .estimate, .statusQueued, .statusCanceled,
            .progressFilled, .sparkline, .dialogBorder, .dialogDanger:
            3
        case .progressEmpty, .shadow: 1
        default: 4.5
        }
    }

    /// How far in OKLab the frame with the focus has to be from the others, to be seen at a glance.
    static let focusDistance = 0.08

    /// How far in OKLab the ground of a selected row should be from the screen's, so that the eye finds it; nil for roles
    /// that need no ground of their own.
    var leastDistance: Double? {
        switch self {
        case .selectedRow: 0.06
        case .selectedRowUnfocused: 0.03
        default: nil
        }
    }
}

extension Color {
    /// The WCAG 2 contrast ratio, 1 to 21; nil where one of the two is a colour of the user's terminal.
    func contrast(to other: Color) -> Double? {
        guard let own = channels, let others = other.channels else { return nil }
        return own.contrast(to: others)
    }

    /// The colour itself, where it does not depend on the terminal's settings.
    var channels: RGB? {
        switch self {
        case .terminalDefault: nil
        case .palette(let index): index < 16 ? nil : RGB(fixedPaletteIndex: index)
        case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue)
        }
    }
}
