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
    /// Most schemes were made for an editor, where comments may be faint and base05 never stands on base02. So an entry
    /// that cannot be read in its role is moved towards white or black, which keeps its hue, until it has the role's
    /// `leastContrast`, and the ground of a selected row towards the text until it differs from the screen. The file stays
    /// as published, and a role that the file itself names under `roles:` stays as it says.
    func style(of role: Role, screen: Color) -> Style {
        let entry = Self.entry(of: role)
        // With the terminal's own background nobody knows it, and the scheme's is the best guess.
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
        // Dark on a badge and light on a selection are two ends; between them lies what cannot be read.
        if entry.background != nil { return own.contrast(to: ground) >= least ? own : text }
        return own.lifted(on: ground, least: least) ?? text
    }

    /// Where a scheme has one grey for both frames, the one with the focus moves on.
    private func focusedFrame(on ground: RGB) -> RGB {
        let plain = foreground(Self.entry(of: .border), on: ground, least: Role.border.leastContrast)
        let least = Role.borderFocused.leastContrast
        let own = foreground(Self.entry(of: .borderFocused), on: ground, least: least)
        return own.moved(toward: text(on: ground, least: least)) { $0.distance(to: plain) >= 0.12 }
            ?? own.moved(toward: ground.opposite) { $0.distance(to: plain) >= 0.12 } ?? own
    }

    /// The first of the scheme's own text colours that can be read there, or else black or white.
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
        // Terminals dim by different amounts, so a colour of our own is dimmed by no attribute.
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
