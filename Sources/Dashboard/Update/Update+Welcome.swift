import TerminalCore

/// Closes the welcome text. The key also runs its command, except for commands that change something, because the text
/// says that any key continues.
func welcomeKey(_ key: Key, _ state: inout State) -> [Effect] {
    state.overlays.dialogs.removeLast()
    let changes =
        state.setup.keyMap.command(for: key, in: state.keyScope)?.group == .act
    let onlyCloses = changes || state.closesDialog(key) || key.code == .enter || key == .character(" ")
    return [.rememberWelcome] + (onlyCloses ? [] : keyPressed(key, &state))
}
