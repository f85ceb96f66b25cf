import TerminalCore

/// A set of keys similar to another program's. The raw value is the name in the settings.
package enum KeyPreset: String, Sendable, Hashable, CaseIterable {
    case mintop
    case k9s
    case lazygit

    /// The bindings that differ from the default.
    ///
    /// Commands that change something are not bound to control keys, although k9s deletes with Ctrl-d and kills with
    /// Ctrl-k: its users could hit them by accident.
    var keys: [Command: [Key]] {
        switch self {
        case .mintop: [:]
        case .k9s:
            [
                .focusDetail: [.character("d"), .character("0")],
                .download: [.character("S")],
                .refresh: [.control("r"), .character("R"), Key(.function(5))],
                .movePageDown: [.control("f"), Key(.pageDown)],
                .movePageUp: [.control("b"), Key(.pageUp)],
                .markRange: [.control("@"), .character("v")],
            ]
        case .lazygit:
            [
                .cancel: [.character("d"), .character("x")],
                .download: [.character("S")],
                .moveFirst: [.character("<"), Key(.home)],
                .moveLast: [.character(">"), Key(.end)],
                .movePageDown: [.character("."), Key(.pageDown)],
                .movePageUp: [.character(","), Key(.pageUp)],
                .nextServerPage: [.character(")")],
                .previousServerPage: [.character("(")],
                .profile: [.control("r")],
            ]
        }
    }

    package var map: KeyMap {
        let changed = keys
        return KeyMap(
            KeyBinding.standard.map { binding in
                var binding = binding
                if let keys = changed[binding.command] { binding.keys = keys.map { KeyChord($0) } }
                return binding
            })
    }
}
