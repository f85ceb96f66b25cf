package import TerminalCore

extension Theme {
    /// Returns the same theme in the colors of the terminal.
    ///
    /// Each color becomes the nearest one and keeps its contrast if possible. Of 256 colors only 16 to 255 are used,
    /// since users change 0 to 15; a theme that names those keeps them. With 16 or 8 colors, hue takes precedence over
    /// brightness, the background of a dark theme is black, and backgrounds close to the screen's become it; the
    /// selected row is then that of `builtIn`. A light theme becomes `builtIn` there: dark hues on the white of 16
    /// colors are unpredictable, and bright ones vanish. Without colors only attributes remain.
    package func quantized(to depth: ColorDepth) -> Theme {
        switch depth {
        case .direct: self
        case .monochrome:
            Theme(name: name, variant: variant, background: .plain) { Style(attributes: $0.monochromeAttributes) }
        case .indexed256: quantized(with: Quantizer(depth: .indexed256))
        case .ansi16: inUsersColors.quantized(with: Quantizer(depth: .ansi16))
        case .ansi8: inUsersColors.quantized(with: Quantizer(depth: .ansi8))
        }
    }

    /// The theme itself; for a light theme with its own colors the look of `builtIn` under its name.
    private var inUsersColors: Theme {
        guard variant == .light, background.foreground.channels != nil || background.background.channels != nil else {
            return self
        }
        return Theme(name: name, variant: variant, background: .plain, style: Self.terminalStyle(of:))
    }

    private func quantized(with quantizer: Quantizer) -> Theme {
        let ground = background.background
        let screen = quantizer.screen(ground)
        let text = quantizer.style(background, screen: ground, least: Role.text.leastContrast)
        func style(_ role: Role) -> Style {
            var style = quantizer.style(
                self[role], screen: ground, least: role.leastContrast,
                leastDistance: role.leastDistance)
            guard style.background == screen, self[role].background != ground else { return style }
            // The role has lost its background, so it needs another mark.
            switch role {
            case .selectedRow:
                return quantizer.style(Self.terminalStyle(of: role), screen: .terminalDefault, least: 1)
            case .selectedRowUnfocused: style.attributes.insert(.bold)
            case .toast: style.attributes.insert(.reverse)
            default: break
            }
            return style
        }
        return quantized(with: quantizer, background: text.on(screen), style: Self.separated(style))
    }

    private func quantized(with quantizer: Quantizer, background: Style, style: (Role) -> Style) -> Theme {
        Theme(name: name, variant: variant, background: background, style: style) { own, ground, least in
            let lifted = own.lifted(on: ground, least: least)
            guard lifted != own, lifted != ground.foreground else { return lifted }
            let near = quantizer.foreground(lifted, on: ground.background, needed: least)
            return (near.contrast(to: ground.background) ?? 0) >= least ? near : ground.foreground
        }
    }

    /// Adds an attribute if the focused frame differed only by colors that became equal.
    private static func separated(_ style: (Role) -> Style) -> (Role) -> Style {
        let styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, style($0)) })
        func own(_ role: Role) -> Style { styles[role] ?? .plain }
        return { role in
            switch role {
            case .borderFocused where own(role).isNear(own(.border)): own(role).adding(.bold)
            case .titleFocused where own(role) == own(.title): own(role).adding(.reverse)
            case .buttonFocused where own(role) == own(.button): own(role).adding(.reverse)
            case .selectedRow where own(role) == own(.text) || own(role) == own(.selectedRowUnfocused):
                own(role).adding(.reverse)
            default: own(role)
            }
        }
    }
}

extension Style {
    /// Whether two frames look alike.
    fileprivate func isNear(_ other: Style) -> Bool {
        guard let own = foreground.channels, let others = other.foreground.channels else { return self == other }
        return attributes == other.attributes && own.distance(to: others) < Role.focusDistance
    }
}

extension Role {
    /// The attributes of a role without colors.
    var monochromeAttributes: TextAttributes {
        switch self {
        case .selectedRow, .badgeLocal, .chip, .searchHit, .buttonFocused, .cursor, .toast: .reverse
        case .badgeLive: [.reverse, .bold]
        case .selectedRowUnfocused, .heading, .titleFocused, .borderFocused, .keyHint, .statusReview, .statusBilling,
            .statusFailed, .error, .dialogDanger:
            .bold
        case .link, .input: .underline
        case .secondary, .disabled, .border, .stale, .estimate, .statusCanceled, .progressEmpty, .shadow: .dim
        default: []
        }
    }
}
