import TerminalCore

extension Theme {
    /// The WCAG 2 contrast ratio of a role's text to its own background, 1 to 21; nil if one of the two is a color of
    /// the terminal. Ignores attributes.
    package func contrast(_ role: Role) -> Double? {
        self[role].foreground.contrast(to: self[role].background)
    }
}

extension Role {
    /// The recommended WCAG 2 contrast ratio of this role: 4.5 for primary text, 3 for supporting text.
    package var leastContrast: Double {
        switch self {
        case .secondary, .disabled, .border, .title, .stale, .estimate, .statusQueued, .statusCanceled,
            .progressFilled, .sparkline, .dialogBorder, .dialogDanger:
            3
        case .progressEmpty, .shadow: 1
        default: 4.5
        }
    }

    /// The minimum OKLab distance between the focused frame and the others.
    static let focusDistance = 0.08

    /// The minimum OKLab distance between the background of a selected row and the screen; nil for roles without a
    /// background.
    var leastDistance: Double? {
        switch self {
        case .selectedRow: 0.06
        case .selectedRowUnfocused: 0.03
        default: nil
        }
    }
}

extension Color {
    /// The WCAG 2 contrast ratio, 1 to 21; nil if one of the two is a color of the terminal.
    func contrast(to other: Color) -> Double? {
        guard let own = channels, let others = other.channels else { return nil }
        return own.contrast(to: others)
    }

    /// The color, if it does not depend on the terminal's settings.
    var channels: RGB? {
        switch self {
        case .terminalDefault, .palette(..<16): nil
        case .palette, .rgb: look
        }
    }
}
