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

    package enum Value: Sendable, Hashable {
        case name(String)
        case isOn(Bool)
        /// Ids or http addresses; at least one.
        case operations([String])
        /// A valid filter for its list.
        case filter(String)
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
