import TerminalCore

/// The 24 colours of a base24 scheme; of a base16 scheme the last eight are taken from the others.
struct BasePalette: Sendable, Hashable {
    /// base00 to base17; always 24.
    private let entries: [RGB]

    /// Takes the entries by number 0x00 to 0x17; nil where one of 0x00 to 0x0F is missing.
    init?(_ entries: [Int: RGB]) {
        var filled: [RGB] = []
        for slot in 0..<24 {
            guard let entry = entries[slot] ?? Self.fallbacks[slot].flatMap({ entries[$0] }) else { return nil }
            filled.append(entry)
        }
        self.entries = filled
    }

    /// What stands in for base10 to base17, by the base24 specification; base11 falls back to base00 as base10 does.
    private static let fallbacks: [Int: Int] = [
        0x10: 0x00, 0x11: 0x00, 0x12: 0x08, 0x13: 0x0A, 0x14: 0x0B, 0x15: 0x0C, 0x16: 0x0D, 0x17: 0x0E,
    ]

    /// An entry as a colour; `slot` is 0x00 to 0x17.
    subscript(slot: Int) -> Color {
        let entry = entries[slot]
        return .rgb(entry.red, entry.green, entry.blue)
    }

    /// Dark where text is lighter than the background.
    var variant: Theme.Variant {
        entries[0x05].luminance >= entries[0x00].luminance ? .dark : .light
    }

    /// What a role looks like where the theme file says nothing about it.
    ///
    /// It goes by the meaning of the entries, never by their brightness, which is the other way round in light schemes:
    /// base00 to base02 backgrounds, base03 comments, base04 and base05 text, base08 deleted, base0B inserted.
    func style(of role: Role, screen: Color) -> Style {
        let entry = Self.entry(of: role)
        let background = entry.background.map { self[$0] } ?? screen
        return Style(
            foreground: foreground(entry, on: background, least: role.leastContrast), background: background,
            attributes: entry.attributes)
    }

    /// On a background of its own a role takes another text colour where the scheme's one cannot be read there; many
    /// schemes were never looked at with base05 on base02.
    private func foreground(_ entry: Entry, on background: Color, least: Double) -> Color {
        let own = self[entry.foreground]
        guard entry.background != nil else { return own }
        let others = [0x05, 0x06, 0x07, 0x00].map { self[$0] }
        return ([own] + others).first { ($0.contrast(to: background) ?? 0) >= least } ?? own
    }

    /// The entries a role is made of; no background for the screen's own.
    private struct Entry {
        var foreground: Int
        var background: Int?
        var attributes: TextAttributes

        init(_ foreground: Int, on background: Int? = nil, _ attributes: TextAttributes = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    private static func entry(of role: Role) -> Entry {
        switch role {
        case .text: Entry(0x05)
        case .secondary, .title, .statusQueued: Entry(0x04)
        case .disabled, .border, .statusCanceled, .progressEmpty: Entry(0x03)
        case .heading, .titleFocused: Entry(0x0D, .bold)
        case .borderFocused, .dialogBorder, .statusRunning, .progressFilled, .jsonKey: Entry(0x0D)
        case .keyHint, .sparkline: Entry(0x0C)
        case .link: Entry(0x0C, .underline)
        case .header, .overlay, .input: Entry(0x05, on: 0x01)
        case .badgeLocal: Entry(0x00, on: 0x0C, .bold)
        case .badgeLive: Entry(0x00, on: 0x09, .bold)
        case .selectedRow: Entry(0x05, on: 0x02, .bold)
        case .selectedRowUnfocused: Entry(0x05, on: 0x01)
        case .stale: Entry(0x03, .dim)
        case .estimate: Entry(0x04, .dim)
        case .chip, .searchHit: Entry(0x00, on: 0x0A)
        case .statusReview: Entry(0x0A, .bold)
        case .statusBilling: Entry(0x0E, .bold)
        case .statusDone, .success, .jsonString: Entry(0x0B)
        case .statusPartial, .jsonNumber: Entry(0x09)
        case .statusFailed, .error, .dialogDanger: Entry(0x08, .bold)
        case .statusUnknown: Entry(0x0E, .italic)
        case .warning: Entry(0x0A)
        case .toast, .button: Entry(0x05, on: 0x02)
        case .buttonFocused: Entry(0x00, on: 0x0D, .bold)
        case .cursor: Entry(0x00, on: 0x05)
        case .shadow: Entry(0x03, on: 0x10)
        case .jsonLiteral: Entry(0x0E)
        }
    }
}
