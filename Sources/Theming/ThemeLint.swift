import TerminalCore

/// Checks a theme for text and marks that are hard to read or distinguish. Pure; pass the theme before or after
/// `quantized(to:)`, as needed.
///
/// Colors of the user's terminal cannot be measured: such a theme gets only a note.
package struct ThemeLint: Sendable {
    /// The share of its color that dim text keeps: two thirds in VTE and xterm, little less elsewhere.
    private static let dimShare = 2.0 / 3
    /// The OKLab distance below which two statuses in a list look alike.
    private static let statusDistance = 0.045

    private let signs: [Role: String]

    /// - Parameter signs: The sign of each status besides its color; statuses with one sign need two colors.
    package init(signs: [Role: String]) {
        self.signs = signs
    }

    /// Worst first.
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
            sentence: "\(role.rawValue)\(place)\(dimmed) has a contrast of \(found); it needs \(needed).")
    }

    private func ratio(_ style: Style) -> Double? {
        guard let text = style.foreground.channels, let ground = style.background.channels else { return nil }
        let seen = style.attributes.contains(.dim) ? ground.mixed(with: text, share: Self.dimShare) : text
        return seen.contrast(to: ground)
    }

    private func text(_ ratio: Double) -> String {
        // Rounded down, so that a failing value never reads as the required one.
        let tenths = Int(ratio * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    // MARK: Distinct parts

    private func selection(_ theme: Theme) -> [ThemeFinding] {
        [Role.selectedRow, .selectedRowUnfocused].compactMap { role in
            let style = theme[role]
            let isMarked = !style.attributes.isDisjoint(with: [.reverse, .underline, .bold])
            if style.background == theme.background.background {
                guard !isMarked, style == theme[.text] else { return nil }
                return ThemeFinding(severity: .error, sentence: "\(role.rawValue) looks like any other row.")
            }
            guard let own = style.background.channels, let screen = theme.background.background.channels,
                let least = role.leastDistance, own.distance(to: screen) < least
            else { return nil }
            return ThemeFinding(
                severity: isMarked ? .note : .warning,
                sentence: "The background of \(role.rawValue) hardly differs from the screen's.")
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
                severity: .warning,
                sentence: "\(focused.rawValue) and \(plain.rawValue) look alike, so the focus does not show.")
        }
    }

    // MARK: Color vision

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
        return ThemeFinding(severity: severity, sentence: "\(person) \(list) \(what).")
    }

    private func pairs(of roles: [Role]) -> [(Role, Role)] {
        roles.indices.flatMap { first in roles[(first + 1)...].map { (roles[first], $0) } }
    }

    private func isAlike(_ one: Style, _ other: Style, to vision: ColorVision?) -> Bool {
        guard let left = one.foreground.channels, let right = other.foreground.channels else {
            // Colors of the terminal differ if their numbers do.
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
            severity: .note,
            sentence: "\(unknown.count) roles use the terminal's own colors, whose contrast cannot be measured here.")
    }
}
