package import TerminalCore

extension Theme {
    /// The same theme in the colours the terminal has.
    ///
    /// Each colour becomes the one that looks nearest, and keeps its contrast as far as it can. Of the 256 colours only
    /// 16 to 255 are used, since 0 to 15 are the user's to change; a theme that names those by itself keeps them. With 16
    /// or 8 colours the hue decides before the brightness, the ground of a dark theme is black, and backgrounds that are
    /// hardly different from the screen's become it; then the selected row is the one of `builtIn`. A light theme becomes
    /// `builtIn` there: dark hues on the white of 16 colours are no more than guesses, and bright ones vanish.
    /// Without colours there are attributes alone.
    package func quantised(to depth: ColorDepth) -> Theme {
        switch depth {
        case .direct: self
        case .monochrome:
            Theme(name: name, variant: variant, background: .plain) { Style(attributes: $0.monochromeAttributes) }
        case .indexed256: quantised(with: Quantiser(depth: .indexed256))
        case .ansi16: inUsersColors.quantised(with: Quantiser(depth: .ansi16))
        case .ansi8: inUsersColors.quantised(with: Quantiser(depth: .ansi8))
        }
    }

    /// Itself, or for a light theme with colours of its own the look of `builtIn` under its own name.
    private var inUsersColors: Theme {
        guard variant == .light, background.foreground.channels != nil || background.background.channels != nil else {
            return self
        }
        return Theme(name: name, variant: variant, background: .plain, style: Self.terminalStyle(of:))
    }

    private func quantised(with quantiser: Quantiser) -> Theme {
        let ground = background.background
        let screen = quantiser.screen(ground)
        let text = quantiser.style(background, screen: ground, least: Role.text.leastContrast)
        func style(_ role: Role) -> Style {
            var style = quantiser.style(
                self[role], screen: ground, least: role.leastContrast,
                leastDistance: role.leastDistance)
            guard style.background == screen, self[role].background != ground else { return style }
            // Its background is lost, so something else has to show what it is.
            switch role {
            case .selectedRow:
                return quantiser.style(Self.terminalStyle(of: role), screen: .terminalDefault, least: 1)
            case .selectedRowUnfocused: style.attributes.insert(.bold)
            case .toast: style.attributes.insert(.reverse)
            default: break
            }
            return style
        }
        return quantised(with: quantiser, background: text.on(screen), style: Self.separated(style))
    }

    private func quantised(with quantiser: Quantiser, background: Style, style: (Role) -> Style) -> Theme {
        Theme(name: name, variant: variant, background: background, style: style) { own, ground, least in
            let lifted = own.lifted(on: ground, least: least)
            guard lifted != own, lifted != ground.foreground else { return lifted }
            let near = quantiser.foreground(lifted, on: ground.background, needed: least)
            return (near.contrast(to: ground.background) ?? 0) >= least ? near : ground.foreground
        }
    }

    /// Where the focus looked different only by colours that became the same, it shows by an attribute.
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
    /// How a role stands out where there is no colour.
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
