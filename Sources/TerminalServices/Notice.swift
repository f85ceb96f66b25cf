package import TerminalCore

/// Something a person wants to be told while looking elsewhere.
package struct Notice: Sendable, Hashable {
    /// A line of a few words.
    package var title: SafeText
    package var body: SafeText
    /// What a hook is told, by name in upper case without `MINTOP_`: `ID`, `STATUS`, `KIND`.
    package var facts: [String: SafeText]

    package init(title: SafeText, body: SafeText, facts: [String: SafeText] = [:]) {
        self.title = title
        self.body = body
        self.facts = facts
    }
}

/// How a notice gets out of the terminal.
package enum NoticeSignal: String, Sendable, Hashable, CaseIterable {
    /// The bell alone.
    case bell
    /// `OSC 9`, a notification with one text.
    case osc9
    /// `OSC 777`, a notification with a title.
    case osc777

    /// Longer texts are no notification.
    private static let columnLimit = 200

    /// The one this terminal is known to take; the bell where nobody knows, since it does no harm.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: The bell for every terminal that is not known to take another.
    package static func suited(to environment: [String: String]) -> NoticeSignal {
        switch TerminalBrand(environment: environment).kind {
        case .iTerm, .wezTerm, .ghostty, .kitty: .osc9
        case .foot, .contour: .osc777
        case .vte, .urxvt, .windowsTerminal, .konsole, .alacritty, .visualStudioCode, .appleTerminal, .bare, .unknown:
            .bell
        }
    }

    /// The bytes to write.
    ///
    /// - Parameters:
    ///   - notice: What to tell.
    ///   - environment: The process's environment, for what stands between.
    /// - Returns: One sequence, or several for GNU screen.
    package func bytes(_ notice: Notice, environment: [String: String]) -> [UInt8] {
        let multiplexer = TerminalBrand(environment: environment).multiplexer
        let title = Self.field(notice.title)
        let body = Self.field(notice.body)
        switch self {
        case .bell: return [0x07]
        case .osc9:
            // With the name first, a text such as “4;1;50” is no order to show a progress bar.
            return OperatingSystemCommand("9;mintop: \(title.string): \(body.string)").bytes(through: multiplexer)
        case .osc777:
            return OperatingSystemCommand("777;notify;\(title.string);\(body.string)").bytes(through: multiplexer)
        }
    }

    /// Without the character that separates fields.
    private static func field(_ text: SafeText) -> SafeText {
        SafeText(text.clipped(to: columnLimit).string.replacing(";", with: ","))
    }
}
