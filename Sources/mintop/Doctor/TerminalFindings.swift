import NcursesTerminal
import Pictures
import TerminalCore
import TerminalServices

/// What the doctor says of a terminal. Pure: all it knows is handed in.
struct TerminalFindings {
    /// The process's environment.
    var environment: [String: String]
    /// How the screen would be opened, or why it cannot be.
    var forecast: Result<TerminalForecast, TerminalError>
    /// The terminal's size; nil where standard output is none.
    var size: Size?
    /// What tmux is set to; nil outside it, or where it did not answer.
    var tmux: TmuxSettings?
    /// Which of the clipboard's programs are installed.
    var programs: Set<String>
    var images: ImagesRequest

    var all: [Finding] {
        switch forecast {
        case .failure(let error):
            return [Finding("terminal", .broken, SafeText(error.description), remedy: "mintop --linear"), clipboard]
        case .success(let forecast):
            return [entry(forecast), colors(forecast), locale(forecast)] + [sizeFinding].compactMap(\.self)
                + (tmux.map(tmuxFindings) ?? []) + [clipboard, pictures(forecast)]
        }
    }

    private var term: String { environment["TERM"] ?? "" }

    private func entry(_ forecast: TerminalForecast) -> Finding {
        if let tmux, !term.hasPrefix("tmux"), !term.hasPrefix("screen") {
            return Finding(
                "terminal", .note, "TERM=\(SafeText(term)) inside tmux \(tmux.version): tmux is another terminal",
                remedy: "set -g default-terminal tmux-256color")
        }
        let place = tmux.map { " inside tmux \($0.version)" } ?? ""
        guard !term.isEmpty else {
            return Finding(
                "terminal", .note, "TERM is not set, so \(SafeText(forecast.entry)) is used",
                remedy: "export TERM=xterm-256color")
        }
        return Finding("terminal", .fine, SafeText("TERM=\(term)\(place)"))
    }

    private func colors(_ forecast: TerminalForecast) -> Finding {
        let text = SafeText(forecast.reason)
        if forecast.depth == .direct { return Finding("colours", .fine, text) }
        if !(environment["NO_COLOR"] ?? "").isEmpty { return Finding("colours", .fine, text) }
        if let tmux, !tmux.passesDirectColors {
            return Finding(
                "colours", .note, SafeText("\(text.string); tmux passes no 24-bit colours to this terminal"),
                remedy: "set -as terminal-features ',\(tmux.clientTerminal):RGB'")
        }
        let brand = TerminalBrand(environment: environment)
        if brand.multiplexer == nil, Self.direct.contains(brand.kind) {
            let isSaid = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
            return isSaid
                ? Finding(
                    "colours", .note, SafeText("\(text.string); the database has no 24-bit entry"),
                    remedy: "apt-get install ncurses-term")
                : Finding(
                    "colours", .note, SafeText("\(text.string); this terminal has 24-bit colours, but does not say so"),
                    remedy: "export COLORTERM=truecolor")
        }
        if forecast.depth >= .indexed256 { return Finding("colours", .fine, text) }
        // What calls itself xterm today has 256 colours, and its short name hides them.
        return Finding("colours", .note, text, remedy: term == "xterm" ? "export TERM=xterm-256color" : nil)
    }

    /// Those that have 24-bit colours in every version still in use.
    private static let direct: Set<TerminalBrand.Kind> = [
        .kitty, .ghostty, .wezTerm, .iTerm, .foot, .alacritty, .konsole, .vte, .windowsTerminal, .visualStudioCode,
        .contour,
    ]

    private func locale(_ forecast: TerminalForecast) -> Finding {
        let name = SafeText(forecast.locale)
        guard forecast.isUnicode else {
            return Finding(
                "locale", .note, "the system has no UTF-8 locale, so only ASCII is drawn",
                remedy: "apt-get install locales && localedef -i en_US -f UTF-8 en_US.UTF-8")
        }
        if forecast.localeIsUTF8 { return Finding("locale", .fine, "UTF-8 by \(name)") }
        let cause: SafeText = name.isEmpty ? "no locale is set" : "\(name) is not there, or no UTF-8"
        return Finding("locale", .note, "\(cause); mintop uses UTF-8 all the same", remedy: "export LANG=C.UTF-8")
    }

    private var sizeFinding: Finding? {
        guard let size else { return nil }
        let text: SafeText = "\(size.columns)×\(size.rows)"
        if size.columns < 40 || size.rows < 8 {
            return Finding("size", .note, "\(text): below 40×8 there is one line, and nothing can be decided")
        }
        if size.columns < 80 || size.rows < 24 {
            return Finding("size", .note, "\(text): below 80×24 there is one pane at a time")
        }
        return Finding("size", .fine, text)
    }

    private func tmuxFindings(_ tmux: TmuxSettings) -> [Finding] {
        var findings: [Finding] = []
        if tmux.escapeTime > 100 {
            findings.append(
                Finding(
                    "tmux", .note, "escape-time is \(tmux.escapeTime) ms: so long does each Esc take",
                    remedy: "set -sg escape-time 25"))
        }
        if tmux.setClipboard == "off" {
            findings.append(
                Finding(
                    "tmux", .note, "set-clipboard is off: what is copied stays in tmux's buffer",
                    remedy: "set -g set-clipboard on"))
        }
        if images == .kitty, ["off", "0"].contains(tmux.allowPassthrough) {
            findings.append(
                Finding(
                    "tmux", .note, "allow-passthrough is off: kitty pictures do not reach the terminal",
                    remedy: "set -g allow-passthrough on"))
        }
        return findings.isEmpty ? [Finding("tmux", .fine, "its options suit mintop")] : findings
    }

    private var clipboard: Finding {
        let sample = ClipboardText("mintop")
        let choices = ClipboardChoice.all(for: sample, environment: environment, programs: programs)
        guard let first = choices.first else { return Finding("clipboard", .note, "there is no way to copy") }
        switch first.way {
        case .program, .sequence: return Finding("clipboard", .fine, first.reason)
        case .popup:
            return Finding("clipboard", .note, first.reason, remedy: "apt-get install wl-clipboard xclip")
        }
    }

    private func pictures(_ forecast: TerminalForecast) -> Finding {
        let method = ImageMethod(
            request: images, environment: environment, depth: forecast.depth, isUnicode: forecast.isUnicode)
        return Finding("pictures", .fine, SafeText(method.reason))
    }
}
