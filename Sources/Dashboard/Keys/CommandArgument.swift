package import TerminalCore

/// What is typed after the name of a command.
package enum CommandArgument: Sendable, Hashable {
    /// The name of a profile.
    case profile
    /// The name of a theme.
    case theme
    /// `on` or `off`; without it, the other of the two.
    case onOff
    /// Ids or addresses of operations, apart by spaces.
    case operations
    /// A filter for the list of that pane; without it the filter stays as it is.
    case filter(Pane)

    /// One that was typed and is one.
    package enum Value: Sendable, Hashable {
        /// A name as the list of them writes it.
        case name(String)
        case isOn(Bool)
        /// Ids or http addresses; at least one.
        case operations([String])
        /// One that can be read for its list.
        case filter(String)
    }

    /// What stands for it in the help.
    package var placeholder: SafeText {
        switch self {
        case .profile, .theme: "NAME"
        case .onOff: "[on|off]"
        case .operations: "ID…"
        case .filter: "[FILTER]"
        }
    }

    /// Whether the command means something without it.
    package var isOptional: Bool {
        switch self {
        case .onOff, .filter: true
        case .profile, .theme, .operations: false
        }
    }
}
