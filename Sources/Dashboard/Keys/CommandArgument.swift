package import TerminalCore

/// The argument after the name of an action.
package enum CommandArgument: Sendable, Hashable {
    case profile
    case theme
    /// `on` or `off`; without it, the setting is toggled.
    case onOff
    /// Ids or addresses of operations, separated by spaces.
    case operations
    /// A filter for the list of that pane; without it, the filter is unchanged.
    case filter(Pane)

    /// The typed text: a name, `on` or `off`, ids separated by spaces, or a valid filter.
    package struct Value: Sendable, Hashable {
        let text: String

        init(_ text: String) {
            self.text = text
        }

        var isOn: Bool { text == "on" }
        var words: [String] { text.split(separator: " ").map(String.init) }
    }

    package var placeholder: SafeText {
        switch self {
        case .profile, .theme: "NAME"
        case .onOff: "[on|off]"
        case .operations: "ID…"
        case .filter: "[FILTER]"
        }
    }

    /// Whether the argument can be omitted.
    package var isOptional: Bool {
        switch self {
        case .onOff, .filter: true
        case .profile, .theme, .operations: false
        }
    }
}
