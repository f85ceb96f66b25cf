import TerminalCore

/// Looks for what is hard to read or to tell apart in a theme. Pure; it measures the colours as they are, so give it the
/// theme before or after `quantised(to:)` by what is asked.
///
/// Colours of the user's own terminal cannot be measured: a theme made of them gets a note and no more.
package struct ThemeLint: Sendable {
    /// What terminals leave of a dim text's colour: two thirds in VTE and xterm, and hardly less elsewhere.
    private static let dimShare = 2.0 / 3
    /// Less than this in OKLab and two statuses in a list are not told apart at a glance.
    private static let statusDistance = 0.045

    private let signs: [Role: String]

    /// - Parameter signs: What each status shows besides its colour; two with one sign need two colours.
    package init(signs: [Role: String]) {
        self.signs = signs
    }

    /// What is wrong with a theme, the worst first; empty where nothing is.
    package func findings(_ theme: Theme) -> [ThemeFinding] {
        var findings = Role.allCases.compactMap { contrast($0, theme[$0], on: nil) }
        for surface in Role.surfaces {
            findings += Role.allCases.compactMap { role in
                guard role != surface, theme[role].background == theme.background.background else { return nil }
                return contrast(role, theme.style(role, on: surface), on: surface)
            }
        }
        findings += selection(theme) + frames(theme) + vision(theme)
        if let note = terminalColors(theme) { findings.append(note) }
        return findings.enumerated()
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }

    // MARK: Contrast

    private func contrast(_ role: Role, _ style: Style, on surface: Role?) -> ThemeFinding? {
        guard let ratio = ratio(style), ratio < role.leastContrast else { return nil }
        let place = surface.map { " on \($0.rawValue)" } ?? ""
        let dimmed = style.attributes.contains(.dim) ? ", dim as it is," : ""
        let (found, needed) = (text(ratio), text(role.leastContrast))
        return ThemeFinding(
            severity: ratio < (role.leastContrast > 3 ? 3 : 2) ? .error : .warning,
            roles: [role] + [surface].compactMap(\.self),
            sentence: "\(role.rawValue)\(place)\(dimmed) has a contrast of \(found); it needs \(needed).")
    }

    private func ratio(_ style: Style) -> Double? {
        guard let text = style.foreground.channels, let ground = style.background.channels else { return nil }
        let seen = style.attributes.contains(.dim) ? ground.mixed(with: text, share: Self.dimShare) : text
        return seen.contrast(to: ground)
    }

    private func text(_ ratio: Double) -> String {
        // Rounded down, so that what fails never reads as what is needed.
        let tenths = Int(ratio * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    // MARK: What has to stand out

    private func selection(_ theme: Theme) -> [ThemeFinding] {
        [Role.selectedRow, .selectedRowUnfocused].compactMap { role in
            let style = theme[role]
            let isMarked = !style.attributes.isDisjoint(with: [.reverse, .underline, .bold])
            if style.background == theme.background.background {
                guard !isMarked, style == theme[.text] else { return nil }
                return ThemeFinding(
                    severity: .error, roles: [role], sentence: "\(role.rawValue) looks like any other row.")
            }
            guard let own = style.background.channels, let screen = theme.background.background.channels,
                let least = role.leastDistance, own.distance(to: screen) < least
            else { return nil }
            return ThemeFinding(
                severity: isMarked ? .note : .warning, roles: [role],
                sentence: "The ground of \(role.rawValue) is hardly different from the screen's.")
        }
    }

    private func frames(_ theme: Theme) -> [ThemeFinding] {
        let frames = [(Role.borderFocused, Role.border), (.titleFocused, .title), (.buttonFocused, .button)]
        return frames.compactMap { focused, plain in
            let (own, other) = (theme[focused], theme[plain])
            let isMarked = own.attributes != other.attributes || own.background != other.background
            guard !isMarked else { return nil }
            let isApart =
                if let one = own.foreground.channels, let two = other.foreground.channels {
                    one.distance(to: two) >= Role.focusDistance
                } else {
                    own.foreground != other.foreground
                }
            guard !isApart else { return nil }
            return ThemeFinding(
                severity: .warning, roles: [focused, plain],
                sentence: "\(focused.rawValue) and \(plain.rawValue) look alike, so the focus does not show.")
        }
    }

    // MARK: Colour vision

    private func vision(_ theme: Theme) -> [ThemeFinding] {
        let statuses = Role.allCases.filter { signs[$0] != nil }
        let all: [ColorVision?] = [nil] + ColorVision.allCases
        return all.flatMap { vision -> [ThemeFinding] in
            let alike = pairs(of: statuses).filter { isAlike(theme[$0], theme[$1], to: vision) }
            let same = alike.filter { signs[$0] == signs[$1] }
            let told = alike.filter { signs[$0] != signs[$1] }
            return [
                finding(.warning, same, vision, "cannot be told apart"),
                finding(.note, told, vision, "differ by sign and word alone"),
            ].compactMap(\.self)
        }
    }

    private func finding(
        _ severity: ThemeFinding.Severity, _ pairs: [(Role, Role)], _ vision: ColorVision?, _ what: String
    ) -> ThemeFinding? {
        guard !pairs.isEmpty else { return nil }
        let list = pairs.map { "\(name($0)) and \(name($1))" }.joined(separator: ", ")
        let person = vision.map { "With \($0.rawValue)" } ?? "To every eye"
        return ThemeFinding(
            severity: severity, roles: pairs.flatMap { [$0.0, $0.1] }, sentence: "\(person) \(list) \(what).")
    }

    private func pairs(of roles: [Role]) -> [(Role, Role)] {
        roles.indices.flatMap { first in roles[(first + 1)...].map { (roles[first], $0) } }
    }

    private func isAlike(_ one: Style, _ other: Style, to vision: ColorVision?) -> Bool {
        guard let left = one.foreground.channels, let right = other.foreground.channels else {
            // The user's own colours are as different as their numbers.
            return one.foreground == other.foreground && one.attributes == other.attributes
        }
        let seen = (vision?.look(left) ?? left).distance(to: vision?.look(right) ?? right)
        return seen < Self.statusDistance
    }

    private func name(_ role: Role) -> String {
        let name = role.rawValue
        return name.hasPrefix("status") ? String(name.dropFirst(6)).lowercased() : name
    }

    private func terminalColors(_ theme: Theme) -> ThemeFinding? {
        let unknown = Role.allCases.filter { theme.contrast($0) == nil }
        guard !unknown.isEmpty else { return nil }
        return ThemeFinding(
            severity: .note, roles: unknown,
            sentence: "\(unknown.count) roles use the terminal's own colours, whose contrast nobody can measure here.")
    }
}
