import TerminalCore

/// The settings of tmux that affect mintop.
package struct TmuxSettings: Hashable, Sendable {
    /// Such as `3.3a`.
    package var version: String
    /// `on`, `external` or `off`.
    package var setClipboard: String
    /// The delay after Esc in milliseconds.
    package var escapeTime: Int
    /// `on`, `all` or `off`, or 1 and 0 for `on` and `off`; empty before tmux 3.3.
    package var allowPassthrough: String
    /// The TERM of the terminal around tmux.
    package var clientTerminal: String
    /// Whether tmux sends 24-bit colors to the terminal.
    package var passesDirectColors: Bool

    /// The format for `tmux display-message -p`; `init(answer:)` reads its fields in this order.
    package static let question =
        "#{version}\t#{set-clipboard}\t#{escape-time}\t#{allow-passthrough}\t#{client_termname}\t#{client_termfeatures}"
}

extension TmuxSettings {
    /// Parses the answer; nil if it is invalid.
    package init?(answer: String) {
        let line = answer.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { SafeText($0).string }
        guard parts.count == 6, let time = Int(parts[2]) else { return nil }
        self.init(
            version: parts[0], setClipboard: parts[1], escapeTime: time, allowPassthrough: parts[3],
            clientTerminal: parts[4].isEmpty ? "*" : parts[4],
            passesDirectColors: parts[5].split(separator: ",").contains("RGB"))
    }
}
