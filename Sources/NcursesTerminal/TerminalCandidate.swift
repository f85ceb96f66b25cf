import TerminalCore

struct TerminalEntry: Hashable {
    /// The number of colors; below 8 means none.
    var colors: Int
    var hasAlternateScreen: Bool
}

/// An entry of the terminal database to try, with its color depth.
struct TerminalCandidate: Hashable {
    var name: String
    var depth: ColorDepth
    /// The reason for the depth, as a phrase.
    var reason: String

    /// Returns the entries to try, in order; at least one. `lookUp` finds an entry by name.
    ///
    /// - Throws: `cannotPlaceCursor` for `TERM=dumb`, `noEntry` if the database has nothing suitable.
    static func all(
        environment: [String: String], request: ColorRequest, lookUp: (String) -> TerminalEntry?
    ) throws(TerminalError) -> [TerminalCandidate] {
        let term = environment["TERM"] ?? ""
        if term == "dumb" { throw .cannotPlaceCursor(name: "dumb") }
        var result: [TerminalCandidate] = []
        if let direct = directName(term, environment, request, lookUp) {
            let cause = request == .direct ? "asked for" : "COLORTERM says so"
            result.append(.init(name: direct, depth: .direct, reason: "24-bit: \(cause), through \(direct)"))
        }
        let wider = request == .indexed256 || request == .direct ? [term + "-256color"] : []
        let known = [term] + ((lookUp(term)?.colors ?? 0) < 256 ? wider : [])
        let ordered = known.count > 1 ? known.reversed() : known
        for name in ordered + ["xterm-256color", "vt100"] where !name.isEmpty {
            guard let entry = lookUp(name), !result.contains(where: { $0.name == name }) else { continue }
            result.append(indexed(name, entry, term, environment, request))
        }
        if result.isEmpty { throw .noEntry(tried: [term, "xterm-256color", "vt100"].filter { !$0.isEmpty }) }
        return result
    }

    private static func indexed(
        _ name: String, _ entry: TerminalEntry, _ term: String, _ environment: [String: String],
        _ request: ColorRequest
    ) -> TerminalCandidate {
        var source = "TERM=\(name)"
        if name != term { source = term.isEmpty ? "TERM is not set, so \(name)" : "\(name) in place of TERM=\(term)" }
        if request == .none { return .init(name: name, depth: .monochrome, reason: "no colors: asked for") }
        if request == .auto, !(environment["NO_COLOR"] ?? "").isEmpty {
            return .init(name: name, depth: .monochrome, reason: "no colors: NO_COLOR is set")
        }
        switch entry.colors {
        case ..<8: return .init(name: name, depth: .monochrome, reason: "no colors: \(source) has none")
        case ..<16: return .init(name: name, depth: .ansi8, reason: "8 colors: \(source) has no more")
        default: break
        }
        if request == .ansi16 { return .init(name: name, depth: .ansi16, reason: "16 colors: asked for") }
        if entry.colors < 256 {
            return .init(name: name, depth: .ansi16, reason: "16 colors: \(source) has no more")
        }
        let cause = request == .direct ? "no usable 24-bit entry (ncurses-term has them), \(source)" : source
        return .init(name: name, depth: .indexed256, reason: "256 colors: \(cause)")
    }

    /// The entry for 24-bit colors, if wanted and present.
    private static func directName(
        _ term: String, _ environment: [String: String], _ request: ColorRequest, _ lookUp: (String) -> TerminalEntry?
    ) -> String? {
        let isTmux = term.hasPrefix("tmux") || (term.hasPrefix("screen") && environment["TMUX"] != nil)
        switch request {
        case .direct: break
        case .auto:
            guard ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") else { return nil }
            guard (environment["NO_COLOR"] ?? "").isEmpty else { return nil }
            // COLORTERM is inherited: inside GNU screen or on a console it describes another terminal.
            guard isTmux || term.hasPrefix("xterm") || speaksXterm(term) || lookUp(term) == nil else { return nil }
        case .none, .ansi16, .indexed256: return nil
        }
        let names = isTmux ? ["tmux-direct", "xterm-direct"] : [term + "-direct", "xterm-direct"]
        return names.first { name in
            guard let entry = lookUp(name) else { return false }
            return entry.colors >= 1 << 24 && entry.hasAlternateScreen
        }
    }

    private static func speaksXterm(_ term: String) -> Bool {
        let families = ["alacritty", "foot", "kitty", "konsole", "contour", "wezterm", "vte", "gnome", "iterm", "st-"]
        return families.contains { term.hasPrefix($0) }
    }
}
