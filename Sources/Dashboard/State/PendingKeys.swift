package import TerminalCore

/// The first keys of a chord, and where they were pressed. The chord can be completed only there.
package struct PendingKeys: Sendable, Hashable {
    /// At least one, in the order in which they were pressed.
    package let keys: [Key]
    package let scope: KeyScope
    /// The number of dialogs that were open.
    let depth: Int
}

extension State {
    /// Discards a chord that was begun in another scope or dialog.
    mutating func settlePendingKeys() {
        guard let begun = overlays.pendingKeys else { return }
        // Full-screen pages get the keys of the panes, whatever pane is behind them.
        if begun.depth != overlays.dialogs.count || (overlays.dialogs.isEmpty && begun.scope != keyScope) {
            overlays.pendingKeys = nil
        }
    }

    /// The name of a command in a sentence: its first key, or what to type in the palette.
    package func keyName(_ command: Command) -> SafeText {
        setup.keyMap[command].keys.first?.name ?? command.typedName
    }

    /// The footer hints for completing a chord; nil if none was begun.
    var continuationHints: [(key: SafeText, title: SafeText)]? {
        guard let begun = overlays.pendingKeys else { return nil }
        return [(KeyChord(begun.keys).name + " …", "")]
            + setup.keyMap.continuations(of: begun.keys, in: begun.scope).map { way in
                (way.keys.name, way.command.title)
            } + [("Esc", "gives it up")]
    }
}
