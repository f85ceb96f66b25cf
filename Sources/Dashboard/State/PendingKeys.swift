package import TerminalCore

/// The first keys of a chord, and where they were pressed: the rest means something only there.
package struct PendingKeys: Sendable, Hashable {
    /// At least one, in the order in which they were pressed.
    package let keys: [Key]
    package let scope: KeyScope
    /// How many dialogs were open.
    let depth: Int
}

extension State {
    /// Gives up what was begun somewhere else.
    mutating func settlePendingKeys() {
        guard let begun = pendingKeys else { return }
        // Pages take the keys of the panes, whatever lies beneath them.
        if begun.depth != dialogs.count || (dialogs.isEmpty && begun.scope != keyScope) { pendingKeys = nil }
    }

    /// How a command is called in a sentence: its first key, else what is typed for it.
    package func keyName(_ command: Command) -> SafeText {
        guard let binding = keyMap[command] else { return ":\(SafeText(command.rawValue))" }
        return binding.keys.first?.name ?? binding.typedName
    }

    /// The ways to go on with a chord that was begun, for the footer; nil where none was.
    var continuationHints: [(key: SafeText, title: SafeText)]? {
        guard let begun = pendingKeys else { return nil }
        return [(KeyChord(begun.keys).name + " …", "")]
            + keyMap.continuations(of: begun.keys, in: begun.scope).map { way in
                (way.keys.name, keyMap[way.command]?.title ?? "")
            } + [("Esc", "gives it up")]
    }
}
