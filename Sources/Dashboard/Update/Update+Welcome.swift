import TerminalCore

/// Puts the explanation away; a key that means something does it as well, but for those that change something: whoever was
/// told that any key begins has decided nothing.
func welcomeKey(_ key: Key, _ state: inout State) -> [Effect] {
    state.dialogs.removeLast()
    let changes = state.keyMap.command(for: key, in: state.keyScope).flatMap { state.keyMap[$0] }?.group == .act
    let onlyCloses = changes || state.closesDialog(key) || key.code == .enter || key == .character(" ")
    return [.rememberWelcome] + (onlyCloses ? [] : keyPressed(key, &state))
}
