package import TerminalCore

/// The value of `--images`.
package enum ImagesRequest: String, Sendable, Hashable, CaseIterable {
    case auto, cells, kitty, none
}

/// The way pictures are shown in this terminal, with the reason.
package struct ImageMethod: Sendable, Hashable {
    package enum Way: Sendable, Hashable {
        case none
        /// Characters and colors, by `PictureSymbols`.
        case cells
        /// Pixels: the terminal draws them in place of placeholder cells.
        case kitty(KittyRoute)
    }

    package var way: Way
    /// The reason as a phrase: `characters: TERM=xterm-256color is not known to show pictures`.
    package var reason: String

    /// Determines the method for a terminal.
    ///
    /// Only known terminals get pixels automatically: others answer the protocol's query but print the placeholders as
    /// text. Inside tmux the terminal is unknown, so pixels must be requested.
    /// - Parameters:
    ///   - request: The user's setting.
    ///   - environment: The process's environment: TERM, TERM_PROGRAM, KITTY_WINDOW_ID, TMUX, STY.
    ///   - depth: The color depth; at least 256 colors, because placeholders encode the picture number as a color.
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
        return depth < .indexed256 ? "256 colors" : nil
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

    /// A terminal known to draw Unicode placeholders, with the variable that identifies it.
    private static func knownTerminal(_ environment: [String: String]) -> (name: String, variable: String)? {
        let term = environment["TERM"] ?? ""
        // Only TERM is passed on by ssh, and it names the actual terminal.
        if term.hasPrefix("xterm-kitty") { return ("kitty", "TERM=xterm-kitty") }
        if term.hasPrefix("xterm-ghostty") { return ("Ghostty", "TERM=xterm-ghostty") }
        // Terminals started from within inherit the other variables and then set a name of their own.
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
