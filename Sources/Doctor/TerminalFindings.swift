package import CommandOutput
package import NcursesTerminal
package import Pictures
package import TerminalCore
import TerminalServices

/// The doctor's findings about the terminal, as a pure function of its members.
package struct TerminalFindings {
    package var environment: [String: String]
    /// The result of opening the screen, or why it cannot be opened.
    package var forecast: Result<TerminalForecast, TerminalError>
    /// The terminal's size; nil if standard output is no terminal.
    package var size: Size?
    /// The settings of tmux; nil outside it, or if it did not answer.
    package var tmux: TmuxSettings?
    /// The installed clipboard programs.
    package var programs: Set<String>
    package var images: ImagesRequest

    package init(
        environment: [String: String], forecast: Result<TerminalForecast, TerminalError>, size: Size? = nil,
        tmux: TmuxSettings? = nil, programs: Set<String>, images: ImagesRequest
    ) {
        self.environment = environment
        self.forecast = forecast
        self.size = size
        self.tmux = tmux
        self.programs = programs
        self.images = images
    }

    package var all: [Finding] {
        switch forecast {
        case .failure(let error):
            return [Finding("terminal", .broken, SafeText(error.description), remedy: "mintop --linear"), clipboard]
        case .success(let forecast):
            return [entry(forecast), colors(forecast), locale(forecast)] + [sizeFinding].compactMap(\.self)
                + (tmux.map(tmuxFindings) ?? []) + [escape, clipboard, pictures(forecast)]
        }
    }

    private var term: String { environment["TERM"] ?? "" }

    private func entry(_ forecast: TerminalForecast) -> Finding {
        if let tmux, !term.hasPrefix("tmux"), !term.hasPrefix("screen") {
            return Finding(
                "terminal", .note, "TERM=\(SafeText(term)) does not describe tmux \(tmux.version)",
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
        if forecast.depth == .direct { return Finding("colors", .fine, text) }
        if !(environment["NO_COLOR"] ?? "").isEmpty { return Finding("colors", .fine, text) }
        if let tmux, !tmux.passesDirectColors {
            return Finding(
                "colors", .note, SafeText("\(text.string); tmux passes no 24-bit colors to this terminal"),
                remedy: "set -as terminal-features ',\(tmux.clientTerminal):RGB'")
        }
        let brand = TerminalBrand(environment: environment)
        if brand.multiplexer == nil, Self.direct.contains(brand.kind) {
            let isSaid = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
            return isSaid
                ? Finding(
                    "colors", .note, SafeText("\(text.string); the database has no 24-bit entry"),
                    remedy: "apt-get install ncurses-term")
                : Finding(
                    "colors", .note,
                    SafeText("\(text.string); this terminal has 24-bit colors, but COLORTERM does not announce them"),
                    remedy: "export COLORTERM=truecolor")
        }
        if forecast.depth >= .indexed256 { return Finding("colors", .fine, text) }
        // Today's terminals with TERM=xterm have 256 colors, but that entry declares only 8.
        return Finding("colors", .note, text, remedy: term == "xterm" ? "export TERM=xterm-256color" : nil)
    }

    /// Terminals with 24-bit color in every version still in use.
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
        let cause: SafeText = name.isEmpty ? "no locale is set" : "locale \(name) is missing or not UTF-8"
        return Finding("locale", .note, "\(cause); mintop uses UTF-8 anyway", remedy: "export LANG=C.UTF-8")
    }

    private var sizeFinding: Finding? {
        guard let size else { return nil }
        let text: SafeText = "\(size.columns)×\(size.rows)"
        if size.columns < 40 || size.rows < 8 {
            return Finding("size", .note, "\(text): below 40×8 mintop shows one line and accepts no decisions")
        }
        if size.columns < 80 || size.rows < 24 {
            return Finding("size", .note, "\(text): below 80×24 mintop shows one pane at a time")
        }
        return Finding("size", .fine, text)
    }

    private func tmuxFindings(_ tmux: TmuxSettings) -> [Finding] {
        let hidesPictures = images == .kitty && ["off", "0"].contains(tmux.allowPassthrough)
        let checks: [(isWrong: Bool, text: SafeText, remedy: String)] = [
            (
                tmux.escapeTime > 100, "escape-time is \(tmux.escapeTime) ms, which delays every Esc",
                "set -sg escape-time 25"
            ),
            (
                tmux.setClipboard == "off", "set-clipboard is off: copied text stays in tmux's buffer",
                "set -g set-clipboard on"
            ),
            (
                hidesPictures, "allow-passthrough is off: kitty pictures do not reach the terminal",
                "set -g allow-passthrough on"
            ),
        ]
        let findings = checks.filter(\.isWrong).map { Finding("tmux", .note, $0.text, remedy: $0.remedy) }
        return findings.isEmpty ? [Finding("tmux", .fine, "options are fine")] : findings
    }

    private var escape: Finding {
        let delay = EscapeDelay(environment: environment)
        let text = "a lone Esc acts after \(delay.milliseconds) ms"
        switch delay.reason {
        case .standard: return Finding("escape", .fine, SafeText(text))
        case .remote: return Finding("escape", .fine, SafeText(text + ", because the terminal is remote (SSH)"))
        case .variable: return Finding("escape", .fine, SafeText(text + ", set by ESCDELAY"))
        case .variableOutOfRange:
            let (low, high) = (EscapeDelay.range.lowerBound, EscapeDelay.range.upperBound)
            return Finding(
                "escape", .note, SafeText(text + "; ESCDELAY is not a number of milliseconds from \(low) to \(high)"),
                remedy: "export ESCDELAY=100")
        }
    }

    private var clipboard: Finding {
        let sample = ClipboardText("mintop")
        let choices = ClipboardChoice.all(for: sample, environment: environment, programs: programs)
        guard let first = choices.first else {
            return Finding("clipboard", .note, "no clipboard program or terminal support found")
        }
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
