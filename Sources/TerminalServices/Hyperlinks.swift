package import TerminalCore

/// The terminal's support for links (OSC 8), and the sequences around a link's text.
package struct Hyperlinks: Sendable, Hashable {
    package let isOn: Bool
    package let reason: SafeText

    /// - Parameters:
    ///   - environment: The process's environment. `FORCE_HYPERLINK` decides if set: `0` is off.
    ///   - isTerminal: Whether the output is a terminal; a log or a screen reader gets no links.
    package init(environment: [String: String], isTerminal: Bool) {
        (isOn, reason) = Self.decision(environment, isTerminal)
    }

    /// Returns the sequence before a link's text; empty if links are off.
    package func opening(_ url: SafeURL) -> [UInt8] {
        guard isOn else { return [] }
        // FNV-1a: all pieces of a link have the same id, so they highlight together.
        let id = url.string.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return OperatingSystemCommand(ascii: Array("8;id=m\(id);\(url.string)".utf8)).bytes(through: nil)
    }

    /// The bytes after a link's text; empty if links are off.
    package var closing: [UInt8] {
        isOn ? OperatingSystemCommand(ascii: Array("8;;".utf8)).bytes(through: nil) : []
    }

    private static func decision(_ environment: [String: String], _ isTerminal: Bool) -> (Bool, SafeText) {
        guard isTerminal else { return (false, "no links: the output is no terminal") }
        let brand = TerminalBrand(environment: environment)
        if brand.kind == .bare { return (false, "no links: TERM=\(environment["TERM"] ?? "") knows none") }
        if let force = environment["FORCE_HYPERLINK"], !force.isEmpty {
            return force == "0" ? (false, "no links: FORCE_HYPERLINK=0") : (true, "links: FORCE_HYPERLINK is set")
        }
        switch brand.multiplexer {
        case .screen: return (false, "no links: GNU screen does not pass them on")
        case .tmux:
            let isNew =
                environment["TERM_PROGRAM"] == "tmux"
                && isAtLeast(environment["TERM_PROGRAM_VERSION"] ?? "", major: 3, minor: 4)
            return isNew
                ? (true, "links: tmux passes them on from 3.4")
                : (false, "no links: tmux before 3.4 drops them, and this one does not say it is newer")
        case nil: break
        }
        switch brand.kind {
        case .vte:
            let isNew = (Int(environment["VTE_VERSION"] ?? "") ?? 0) >= 5000
            return isNew ? (true, "links: VTE knows them") : (false, "no links: VTE before 0.50 breaks on them")
        case .appleTerminal: return (false, "no links: Terminal.app knows none")
        case .urxvt: return (false, "no links: urxvt knows none")
        case .bare, .unknown: return (false, "no links: it is unknown whether this terminal supports them")
        case .kitty, .ghostty, .wezTerm, .iTerm, .foot, .alacritty, .konsole, .windowsTerminal, .visualStudioCode,
            .contour:
            return (true, "links: the terminal knows them")
        }
    }

    /// Whether a version such as `3.4` or `next-3.5a` is at least the given one.
    private static func isAtLeast(_ version: String, major: Int, minor: Int) -> Bool {
        let numbers = version.split { !$0.isNumber }.compactMap { Int($0) }
        guard let first = numbers.first else { return false }
        return first > major || (first == major && numbers.dropFirst().first ?? 0 >= minor)
    }
}
