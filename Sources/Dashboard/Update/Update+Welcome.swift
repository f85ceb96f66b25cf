import TerminalCore

/// Puts the explanation away; a key that means something does it as well.
func welcomeKey(_ key: Key, _ state: inout State) -> [Effect] {
    state.dialogs.removeLast()
    let onlyCloses = state.closesDialog(key) || key.code == .enter || key == .character(" ")
    return [.rememberWelcome] + (onlyCloses ? [] : keyPressed(key, &state))
}
