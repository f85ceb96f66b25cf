import TerminalCore

/// The command that a key runs or that it completes as a chord; nil for the first key of a chord or an unbound key.
///
/// Escape after the first key of a chord only cancels the chord.
func command(for key: Key, in scope: KeyScope, _ state: inout State) -> Command? {
    let begun = state.overlays.pendingKeys?.keys ?? []
    let pressed = begun + [key]
    state.overlays.pendingKeys = nil
    guard begun.isEmpty || key != Key(.escape) else { return nil }
    switch state.setup.keyMap.reading(of: pressed, in: scope) {
    case .command(let command): return command
    case .beginning:
        state.overlays.pendingKeys = PendingKeys(keys: pressed, scope: scope, depth: state.overlays.dialogs.count)
    case .nothing where !begun.isEmpty: note(.warning, "“\(KeyChord(pressed).name)” does nothing here.", &state)
    case .nothing: break
    }
    return nil
}
