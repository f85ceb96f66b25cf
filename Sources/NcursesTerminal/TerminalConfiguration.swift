package enum ColorRequest: String, Sendable, Hashable, CaseIterable {
    /// The terminal's capability; no colors if `NO_COLOR` is set.
    case auto
    case none
    case ansi16 = "16"
    case indexed256 = "256"
    case direct = "rgb"
}

package struct TerminalConfiguration: Sendable {
    /// The process's environment; `TERM`, `COLORTERM`, `NO_COLOR`, `TMUX`, `LC_ALL`, `LC_CTYPE`,
    /// `LANG`, `ESCDELAY`, `SSH_CONNECTION` and `SSH_TTY` are read.
    package var environment: [String: String]
    package var colors: ColorRequest
    /// Whether mouse events are reported; the terminal then cannot select text itself.
    package var usesMouse: Bool
    /// The log for standard error while the terminal is open; nil discards it. The folder must exist.
    package var logPath: String?
    /// Returns the bytes before and after the text of a link; nil for an address that must not be a link. An address
    /// keeps its number. Nil if the terminal has no links.
    package var link: (@Sendable (_ address: String) -> (opening: [UInt8], closing: [UInt8])?)?

    package init(
        environment: [String: String], colors: ColorRequest = .auto, usesMouse: Bool = false, logPath: String? = nil,
        link: (@Sendable (_ address: String) -> (opening: [UInt8], closing: [UInt8])?)? = nil
    ) {
        self.environment = environment
        self.colors = colors
        self.usesMouse = usesMouse
        self.logPath = logPath
        self.link = link
    }
}
