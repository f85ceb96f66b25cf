package import TerminalCore

/// What the user asked for with `--images`.
package enum ImagesRequest: String, Sendable, Hashable, CaseIterable {
    case auto, cells, kitty, none
}

/// How pictures are shown in this terminal, and why.
package struct ImageMethod: Sendable, Hashable {
    /// The way itself.
    package enum Way: Sendable, Hashable {
        /// No pictures at all.
        case none
        /// Characters and colours, by `PictureSymbols`.
        case cells
        /// Real pixels: the terminal puts them where placeholder cells are.
        case kitty(KittyRoute)
    }

    package var way: Way
    /// For people, as a phrase: `characters: TERM=xterm-256color is not known to show pictures`.
    package var reason: String

    /// The way for a terminal.
    ///
    /// Only terminals of a list get pixels by themselves: others answer the protocol's query and then print the
    /// placeholders as text. Inside tmux that cannot be known either, so there it must be asked for.
    /// - Parameters:
    ///   - request: What the user asked for.
    ///   - environment: The process's environment: TERM, TERM_PROGRAM, KITTY_WINDOW_ID, TMUX, STY.
    ///   - depth: The colours in use; placeholders carry their picture's number as a colour, so 256 are the least.
    ///   - isUnicode: Whether characters outside ASCII can be drawn.
    package init(request: ImagesRequest, environment: [String: String], depth: ColorDepth, isUnicode: Bool) {
        let isTmux = !(environment["TMUX"] ?? "").isEmpty
        switch request {
        case .none: self.init(way: .none, reason: "no pictures: asked for")
        case .cells: self.init(way: .cells, reason: "characters: asked for")
        case .kitty:
            if let obstacle = Self.obstacle(depth: depth, isUnicode: isUnicode) {
                self.init(way: .cells, reason: "characters: kitty pictures need \(obstacle)")
            } else if isTmux {
                self.init(
                    way: .kitty(.tmux), reason: "kitty pictures: asked for; tmux needs `set -g allow-passthrough on`")
            } else {
                self.init(way: .kitty(.direct), reason: "kitty pictures: asked for")
            }
        case .auto: self = Self.automatic(environment, depth: depth, isUnicode: isUnicode, isTmux: isTmux)
        }
    }

    private init(way: Way, reason: String) {
        self.way = way
        self.reason = reason
    }

    private static func obstacle(depth: ColorDepth, isUnicode: Bool) -> String? {
        if !isUnicode { return "a UTF-8 locale" }
        return depth < .indexed256 ? "256 colours" : nil
    }

    private static func automatic(
        _ environment: [String: String], depth: ColorDepth, isUnicode: Bool, isTmux: Bool
    ) -> ImageMethod {
        if isTmux {
            return ImageMethod(
                way: .cells,
                reason: "characters: inside tmux; where it and its terminal can, ask for --images=kitty")
        }
        if !(environment["STY"] ?? "").isEmpty {
            return ImageMethod(way: .cells, reason: "characters: inside GNU screen")
        }
        guard let (name, variable) = knownTerminal(environment) else {
            let term = SafeText(environment["TERM"] ?? "")
            let shown = term.isEmpty ? "TERM is not set" : "TERM=\(term) is not known to show kitty pictures"
            return ImageMethod(way: .cells, reason: "characters: \(shown)")
        }
        if let obstacle = obstacle(depth: depth, isUnicode: isUnicode) {
            return ImageMethod(way: .cells, reason: "characters: \(name) shows pictures, but they need \(obstacle)")
        }
        return ImageMethod(way: .kitty(.direct), reason: "kitty pictures: \(variable)")
    }

    /// A terminal that draws Unicode placeholders, and what gave it away.
    private static func knownTerminal(_ environment: [String: String]) -> (name: String, variable: String)? {
        let term = environment["TERM"] ?? ""
        // TERM alone survives ssh, and names the terminal that is really there.
        if term.hasPrefix("xterm-kitty") { return ("kitty", "TERM=xterm-kitty") }
        if term.hasPrefix("xterm-ghostty") { return ("Ghostty", "TERM=xterm-ghostty") }
        // The others are inherited by terminals started from within, which then set a name of their own.
        switch environment["TERM_PROGRAM"] ?? "" {
        case "ghostty": return ("Ghostty", "TERM_PROGRAM=ghostty")
        case "", "kitty":
            let isKitty =
                !(environment["KITTY_WINDOW_ID"] ?? "").isEmpty && environment["KONSOLE_VERSION"] == nil
                && environment["VTE_VERSION"] == nil && term.hasPrefix("xterm")
            return isKitty ? ("kitty", "KITTY_WINDOW_ID is set") : nil
        default: return nil
        }
    }
}
