import TerminalCore

/// Keys for hands that know another program. The raw value is the name a configuration gives.
package enum KeyPreset: String, Sendable, Hashable, CaseIterable {
    /// The keys as they come.
    case mintop
    case k9s
    case lazygit

    /// What has other keys than it comes with.
    ///
    /// Nothing that changes anything is put on a control key here either, although k9s deletes with Ctrl-d and kills with
    /// Ctrl-k: those are the keys its users hit by accident.
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

    /// The whole map.
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
