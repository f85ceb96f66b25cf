import TerminalCore

/// The settings of tmux that decide what reaches the terminal.
struct TmuxSettings: Hashable, Sendable {
    /// Such as `3.3a`.
    var version: String
    /// `on`, `external` or `off`.
    var setClipboard: String
    /// Milliseconds that tmux waits after an Esc.
    var escapeTime: Int
    /// `on`, `all` or `off`, or 1 and 0 for the first and the last; empty before tmux 3.3.
    var allowPassthrough: String
    /// What the terminal around tmux calls itself.
    var clientTerminal: String
    /// Whether tmux knows that the terminal takes 24-bit colours.
    var passesDirectColors: Bool

    /// What `tmux display-message -p` is asked for, in the order in which the answer is read.
    static let question =
        "#{version}\t#{set-clipboard}\t#{escape-time}\t#{allow-passthrough}\t#{client_termname}\t#{client_termfeatures}"

    init(
        version: String, setClipboard: String, escapeTime: Int, allowPassthrough: String, clientTerminal: String,
        passesDirectColors: Bool
    ) {
        self.version = version
        self.setClipboard = setClipboard
        self.escapeTime = escapeTime
        self.allowPassthrough = allowPassthrough
        self.clientTerminal = clientTerminal
        self.passesDirectColors = passesDirectColors
    }

    /// Reads the answer; nil for anything else.
    init?(answer: String) {
        let line = answer.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { SafeText($0).string }
        guard parts.count == 6, let time = Int(parts[2]) else { return nil }
        self.init(
            version: parts[0], setClipboard: parts[1], escapeTime: time, allowPassthrough: parts[3],
            clientTerminal: parts[4].isEmpty ? "*" : parts[4],
            passesDirectColors: parts[5].split(separator: ",").contains("RGB"))
    }
}
