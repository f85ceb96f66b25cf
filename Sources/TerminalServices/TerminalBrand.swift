/// Which terminal it is, and what stands between it and us, as far as the environment tells.
package struct TerminalBrand: Sendable, Hashable {
    /// The terminals that answer differently to what this module sends.
    package enum Kind: Sendable, Hashable {
        case kitty, ghostty, wezTerm, iTerm, foot, alacritty, konsole, vte, windowsTerminal, visualStudioCode, contour
        case urxvt, appleTerminal
        /// A console or something that cannot place its cursor: it gets no sequence at all.
        case bare
        case unknown
    }

    /// A multiplexer, which swallows what it does not know.
    package enum Multiplexer: Sendable, Hashable {
        case tmux, screen
    }

    package let kind: Kind
    package let multiplexer: Multiplexer?
    /// Whether the display is on another machine.
    package let isRemote: Bool

    /// - Parameter environment: The process's environment. It is inherited, so inside a multiplexer the kind may be that of
    ///   the terminal it was started in.
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
