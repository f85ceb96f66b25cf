package import TerminalCore

extension Theme {
    /// The same theme in the colours the terminal has.
    ///
    /// Each colour becomes the one that looks nearest, and keeps its contrast as far as it can. Of the 256 colours only
    /// 16 to 255 are used, since 0 to 15 are the user's to change; a theme that names those by itself keeps them. With 16
    /// or 8 colours the hue decides before the brightness, and backgrounds that are hardly different from the screen's
    /// become it; then the selected row is the one of `builtIn`. Without colours there are attributes alone.
    package func quantised(to depth: ColorDepth) -> Theme {
        switch depth {
        case .direct: self
        case .monochrome:
            Theme(name: name, variant: variant, background: .plain) { Style(attributes: $0.monochromeAttributes) }
        case .indexed256: quantised(with: Quantiser(depth: .indexed256))
        case .ansi16: quantised(with: Quantiser(depth: .ansi16))
        case .ansi8: quantised(with: Quantiser(depth: .ansi8))
        }
    }

    private func quantised(with quantiser: Quantiser) -> Theme {
        let ground = background.background
        let screen = quantiser.color(ground)
        let text = quantiser.style(background, screen: ground, least: Role.text.leastContrast)
        let result = Theme(name: name, variant: variant, background: text.on(screen)) { role in
            var style = quantiser.style(
                self[role], screen: ground, least: role.leastContrast,
                isSelection: role == .selectedRow || role == .selectedRowUnfocused)
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
        return result.separated
    }

    /// Where the focus looked different only by colours that became the same, it shows by an attribute.
    private var separated: Theme {
        Theme(name: name, variant: variant, background: background) { role in
            switch role {
            case .borderFocused where self[role] == self[.border]: self[role].adding(.bold)
            case .titleFocused where self[role] == self[.title]: self[role].adding(.reverse)
            case .buttonFocused where self[role] == self[.button]: self[role].adding(.reverse)
            case .selectedRow where self[role] == self[.text] || self[role] == self[.selectedRowUnfocused]:
                self[role].adding(.reverse)
            default: self[role]
            }
        }
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
