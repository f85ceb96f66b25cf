/// The terminal, and the multiplexer in between, as far as the environment shows.
package struct TerminalBrand: Sendable, Hashable {
    /// The terminals with different support for this module's sequences.
    package enum Kind: Sendable, Hashable {
        case kitty, ghostty, wezTerm, iTerm, foot, alacritty, konsole, vte, windowsTerminal, visualStudioCode, contour
        case urxvt, appleTerminal
        /// A console, or a terminal that cannot place its cursor: gets no sequences.
        case bare
        case unknown
    }

    /// A multiplexer, which drops unknown sequences.
    package enum Multiplexer: Sendable, Hashable {
        case tmux, screen
    }

    package let kind: Kind
    package let multiplexer: Multiplexer?
    package let isRemote: Bool

    /// - Parameter environment: The process's environment. It is inherited, so inside a multiplexer the kind may be
    ///   that of the terminal in which it was started.
    package init(environment: [String: String]) {
        func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        multiplexer = has("TMUX") ? .tmux : has("STY") ? .screen : nil
        isRemote = has("SSH_CONNECTION") || has("SSH_TTY") || has("MOSH_CONNECTION")
        kind = Self.kind(environment)
    }

    private static func kind(_ environment: [String: String]) -> Kind {
        let term = environment["TERM"] ?? ""
        if ["", "dumb", "linux", "vt100", "vt102", "vt220", "cons25"].contains(term) { return .bare }
        if let kind = programs[environment["TERM_PROGRAM"] ?? ""] { return kind }
        if let kind = terms.first(where: { term.hasPrefix($0.0) })?.1 { return kind }
        return variables.first { !(environment[$0.0] ?? "").isEmpty }?.1 ?? .unknown
    }

    private static let programs: [String: Kind] = [
        "iTerm.app": .iTerm, "WezTerm": .wezTerm, "ghostty": .ghostty, "vscode": .visualStudioCode,
        "Apple_Terminal": .appleTerminal, "kitty": .kitty,
    ]
    private static let terms: [(String, Kind)] = [
        ("xterm-kitty", .kitty), ("xterm-ghostty", .ghostty), ("wezterm", .wezTerm), ("foot", .foot),
        ("alacritty", .alacritty), ("contour", .contour), ("rxvt-unicode", .urxvt), ("konsole", .konsole),
    ]
    private static let variables: [(String, Kind)] = [
        ("KITTY_WINDOW_ID", .kitty), ("GHOSTTY_RESOURCES_DIR", .ghostty), ("WEZTERM_PANE", .wezTerm),
        ("WT_SESSION", .windowsTerminal), ("KONSOLE_VERSION", .konsole), ("ALACRITTY_WINDOW_ID", .alacritty),
        ("VTE_VERSION", .vte),
    ]
}
