package import TerminalCore

/// A notification for the user outside the terminal.
package struct Notice: Sendable, Hashable {
    /// A line of a few words.
    package var title: SafeText
    package var body: SafeText
    /// The facts for a hook, by name in upper case without `MINTOP_`: `ID`, `STATUS`, `KIND`.
    package var facts: [String: SafeText]

    package init(title: SafeText, body: SafeText, facts: [String: SafeText] = [:]) {
        self.title = title
        self.body = body
        self.facts = facts
    }
}

/// The terminal's way to show a notice.
package enum NoticeSignal: String, Sendable, Hashable, CaseIterable {
    case bell
    /// `OSC 9`, a notification with one text.
    case osc9
    /// `OSC 777`, a notification with a title.
    case osc777

    /// The maximum width of a notification text in columns.
    private static let columnLimit = 200

    /// Returns the best signal that the terminal supports.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: The bell, which is harmless, for every unknown terminal.
    package static func suited(to environment: [String: String]) -> NoticeSignal {
        switch TerminalBrand(environment: environment).kind {
        case .iTerm, .wezTerm, .ghostty, .kitty: .osc9
        case .foot, .contour: .osc777
        case .vte, .urxvt, .windowsTerminal, .konsole, .alacritty, .visualStudioCode, .appleTerminal, .bare, .unknown:
            .bell
        }
    }

    /// Returns the bytes to write.
    ///
    /// - Parameters:
    ///   - notice: The notice.
    ///   - environment: The process's environment, to detect a multiplexer.
    /// - Returns: One sequence, or several for GNU screen.
    package func bytes(_ notice: Notice, environment: [String: String]) -> [UInt8] {
        let multiplexer = TerminalBrand(environment: environment).multiplexer
        let title = Self.field(notice.title)
        let body = Self.field(notice.body)
        switch self {
        case .bell: return [0x07]
        case .osc9:
            // With the name first, a text such as “4;1;50” is not read as a progress bar command.
            return OperatingSystemCommand("9;mintop: \(title.string): \(body.string)").bytes(through: multiplexer)
        case .osc777:
            return OperatingSystemCommand("777;notify;\(title.string);\(body.string)").bytes(through: multiplexer)
        }
    }

    /// Removes the field separator.
    private static func field(_ text: SafeText) -> SafeText {
        SafeText(text.clipped(to: columnLimit).string.replacing(";", with: ","))
    }
}
