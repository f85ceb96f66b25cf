/// How many colours the user asked for.
package enum ColorRequest: String, Sendable, Hashable, CaseIterable {
    /// What the terminal says it can, and none where `NO_COLOR` is set.
    case auto
    case none
    case ansi16 = "16"
    case indexed256 = "256"
    case direct = "rgb"
}

/// What opening a terminal needs to know.
package struct TerminalConfiguration: Sendable {
    /// The process's environment; `TERM`, `COLORTERM`, `NO_COLOR`, `TMUX`, `LC_ALL`, `LC_CTYPE` and `LANG` are read.
    package var environment: [String: String]
    package var colors: ColorRequest
    /// Whether presses, releases and the wheel are reported; the terminal then selects no text by itself.
    package var usesMouse: Bool
    /// Where standard error goes while the terminal is open; nil for nowhere. The folder must exist.
    package var logPath: String?
    /// The bytes before and after the text of a link to that address; nil for one that must not be a link. The same number
    /// goes with the same address. Nil where the terminal takes no links.
    package var link: (@Sendable (_ address: String, _ id: UInt32) -> (opening: [UInt8], closing: [UInt8])?)?

    package init(
        environment: [String: String], colors: ColorRequest = .auto, usesMouse: Bool = false, logPath: String? = nil,
        link: (@Sendable (_ address: String, _ id: UInt32) -> (opening: [UInt8], closing: [UInt8])?)? = nil
    ) {
        self.environment = environment
        self.colors = colors
        self.usesMouse = usesMouse
        self.logPath = logPath
        self.link = link
    }
}
