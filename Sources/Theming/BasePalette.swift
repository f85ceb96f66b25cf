import TerminalCore

/// The 24 colors of a base24 scheme; a base16 scheme derives the last eight.
struct BasePalette: Sendable, Hashable {
    /// base00 to base17; always 24.
    private let entries: [RGB]

    /// Takes the entries by number 0x00 to 0x17; nil if one of 0x00 to 0x0F is missing.
    init?(_ entries: [Int: RGB]) {
        var filled: [RGB] = []
        for slot in 0..<24 {
            guard let entry = entries[slot] ?? Self.fallbacks[slot].flatMap({ entries[$0] }) else { return nil }
            filled.append(entry)
        }
        self.entries = filled
    }

    /// The fallbacks of base10 to base17 in the base24 specification; base11 falls back to base00 like base10.
    private static let fallbacks: [Int: Int] = [
        0x10: 0x00, 0x11: 0x00, 0x12: 0x08, 0x13: 0x0A, 0x14: 0x0B, 0x15: 0x0C, 0x16: 0x0D, 0x17: 0x0E,
    ]

    /// The color of an entry; `slot` is 0x00 to 0x17.
    subscript(slot: Int) -> Color {
        let entry = entries[slot]
        return .rgb(entry.red, entry.green, entry.blue)
    }

    /// Dark if text is lighter than the background.
    var variant: Theme.Variant {
        entries[0x05].luminance >= entries[0x00].luminance ? .dark : .light
    }

    /// Returns the default style of a role.
    ///
    /// It follows the meaning of the entries, never their brightness, which is reversed in light schemes: base00 to
    /// base02 backgrounds, base03 comments, base04 and base05 text, base08 deleted, base0B inserted. Most schemes were
    /// made for an editor with faint comments and without base05 on base02. So an entry with too little contrast moves
    /// toward white or black, keeping its hue, until it has the role's `leastContrast`; the background of a selected
    /// row moves toward the text until it differs from the screen. Roles that the file sets under `roles:` stay
    /// unchanged.
    func style(of role: Role, screen: Color) -> Style {
        let entry = Self.entry(of: role)
        // The terminal's own background is unknown; the scheme's is the best guess.
        let screenLook = screen.channels ?? entries[0x00]
        let ground = entry.background.map { self.ground($0, of: role, on: screenLook) }
        let text =
            role == .borderFocused
            ? focusedFrame(on: screenLook)
            : foreground(entry, on: ground ?? screenLook, least: role.leastContrast)
        return Style(
            foreground: text.color, background: ground?.color ?? screen, attributes: entry.attributes)
    }

    private func foreground(_ entry: Entry, on ground: RGB, least: Double) -> RGB {
        let own = entries[entry.foreground]
        let text = text(on: ground, least: least)
        // Dark on a badge and light on a selection are the extremes; colors in between are unreadable.
        if entry.background != nil { return own.contrast(to: ground) >= least ? own : text }
        return own.lifted(on: ground, least: least) ?? text
    }

    /// The focused frame; moved toward the text color if the scheme has one gray for both frames.
    private func focusedFrame(on ground: RGB) -> RGB {
        let plain = foreground(Self.entry(of: .border), on: ground, least: Role.border.leastContrast)
        let least = Role.borderFocused.leastContrast
        let own = foreground(Self.entry(of: .borderFocused), on: ground, least: least)
        return own.moved(toward: text(on: ground, least: least)) { $0.distance(to: plain) >= 0.12 }
            ?? own.moved(toward: ground.opposite) { $0.distance(to: plain) >= 0.12 } ?? own
    }

    /// The first readable text color of the scheme on that background, otherwise black or white.
    private func text(on ground: RGB, least: Double) -> RGB {
        let own = entries[0x05]
        if own.contrast(to: ground) >= least { return own }
        return [0x06, 0x07, 0x00].lazy.map { entries[$0] }.first { $0.contrast(to: ground) >= least }
            ?? own.lifted(on: ground, least: least) ?? ground.opposite
    }

    private func ground(_ slot: Int, of role: Role, on screen: RGB) -> RGB {
        let own = entries[slot]
        guard let least = role.leastDistance else { return own }
        return own.moved(toward: entries[0x05]) { $0.distance(to: screen) >= least } ?? own
    }

    /// The palette entries of a role; nil background for the screen's own.
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
        // Terminals dim by different amounts, so our own colors are dimmed without the attribute.
        case .stale: Entry(0x03)
        case .estimate: Entry(0x04, .italic)
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
