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

    /// One that was typed and is one.
    package enum Value: Sendable, Hashable {
        /// A name as the list of them writes it.
        case name(String)
        case isOn(Bool)
        /// Ids or http addresses; at least one.
        case operations([String])
    }

    /// What stands for it in the help.
    package var placeholder: SafeText {
        switch self {
        case .profile, .theme: "NAME"
        case .onOff: "[on|off]"
        case .operations: "ID…"
        }
    }

    /// Whether the command means something without it.
    package var isOptional: Bool { self == .onOff }
}
