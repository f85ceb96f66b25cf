import TerminalCore

extension Theme {
    /// The 16 colors of the user's terminal on its own background; the content of `Themes/terminal-16.yaml`, in code,
    /// so that a missing folder never prevents the start.
    ///
    /// Text on the terminal's background uses palette entries 1–6 only: white, gray and bright colors vanish on half of
    /// all terminals.
    package static let builtIn = Theme(
        name: "Terminal 16", variant: .dark, background: .plain, style: terminalStyle(of:))

    /// The style of a role in the terminal's 16 colors.
    static func terminalStyle(of role: Role) -> Style {
        switch role {
        case .text, .title, .header, .overlay, .input, .button: .plain
        case .secondary, .disabled, .border, .stale, .estimate, .progressEmpty, .shadow, .statusQueued,
            .statusCanceled:
            Style(attributes: .dim)
        case .heading, .selectedRowUnfocused: Style(attributes: .bold)
        case .cursor, .toast: Style(attributes: .reverse)
        case .selectedRow, .buttonFocused:
            Style(foreground: .palette(15), background: .palette(4), attributes: .bold)
        case .badgeLocal: Style(foreground: .palette(0), background: .palette(6), attributes: .bold)
        case .badgeLive: Style(foreground: .palette(15), background: .palette(1), attributes: .bold)
        case .chip, .searchHit: Style(foreground: .palette(0), background: .palette(3))
        case .borderFocused, .statusDone, .success, .sparkline, .dialogBorder, .jsonString:
            Style(foreground: .palette(2))
        case .titleFocused: Style(foreground: .palette(2), attributes: .bold)
        case .keyHint, .statusRunning, .progressFilled, .jsonKey: Style(foreground: .palette(6))
        case .link: Style(foreground: .palette(6), attributes: .underline)
        case .statusReview: Style(foreground: .palette(3), attributes: .bold)
        case .warning, .statusPartial, .jsonNumber: Style(foreground: .palette(3))
        case .statusFailed, .error, .dialogDanger: Style(foreground: .palette(1), attributes: .bold)
        case .statusBilling: Style(foreground: .palette(5), attributes: .bold)
        case .statusUnknown, .jsonLiteral: Style(foreground: .palette(5))
        }
    }
}
