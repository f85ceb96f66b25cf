import MintDomain
import TerminalCore

func openPalette(_ overlays: inout Overlays) {
    overlays.dialogs.append(.palette(Palette()))
}

/// Opens the command palette with the name of a command that needs arguments.
func openPalette(with name: String, _ overlays: inout Overlays) {
    overlays.dialogs.append(.palette(Palette(text: "\(name) ")))
}

func paletteKey(_ key: Key, _ palette: Palette, _ state: inout State) -> [Effect] {
    let effects = obey(key, palette, &state)
    return effects + triedTheme(before: palette.triedTheme, effects, &state)
}

private func obey(_ key: Key, _ palette: Palette, _ state: inout State) -> [Effect] {
    var palette = palette
    switch (key.code, key.modifiers) {
    case (.escape, _):
        state.overlays.dialogs.removeLast()
        return []
    case (.backspace, []) where palette.editor.text.isEmpty:
        state.overlays.dialogs.removeLast()
        return []
    case (.enter, []): return run(palette, &state)
    case (.tab, _), (.character("n"), .control): palette.choose(by: 1, in: state)
    case (.backTab, _), (.character("p"), .control): palette.choose(by: -1, in: state)
    case (.up, []): palette.recall(by: 1, from: state.overlays.commandHistory)
    case (.down, []): palette.recall(by: -1, from: state.overlays.commandHistory)
    default:
        let before = palette.editor.text
        guard palette.editor.handle(key) else { return [] }
        if palette.editor.text != before { palette.edited() }
    }
    replaceTop(.palette(palette), &state.overlays)
    return []
}

/// Runs the typed line, or keeps it open with the error.
private func run(_ palette: Palette, _ state: inout State) -> [Effect] {
    let line = palette.editor.text.split(separator: " ").joined(separator: " ")
    guard !line.allSatisfy({ $0 == ":" }) else {
        state.overlays.dialogs.removeLast()
        return []
    }
    state.overlays.commandHistory.append(line)
    let complaint: SafeText
    switch state.reading(of: line) {
    case .mistake(let sentence): complaint = sentence
    case .order(let command, let value):
        if let refusal = state.refusal(toRun: command) {
            complaint = refusal
        } else {
            state.overlays.dialogs.removeLast()
            guard let value, let given = command.given else { return perform(command, &state) }
            return given(value, &state)
        }
    }
    var palette = palette
    (palette.stem, palette.chosen, palette.recalled) = (nil, nil, nil)
    palette.complaint = complaint
    replaceTop(.palette(palette), &state.overlays)
    return []
}

/// Previews the theme named in the line, or returns to the current theme if it names none.
private func triedTheme(before: String?, _ effects: [Effect], _ state: inout State) -> [Effect] {
    guard case .palette(var palette)? = state.overlays.dialogs.last else {
        let isChosen = effects.contains { if case .useTheme = $0 { true } else { false } }
        return before == nil || isChosen ? [] : [.tryTheme(nil, turn: nextThemeTurn(&state.setup))]
    }
    var named: String?
    if case .order(.theme, let value?) = state.reading(of: palette.editor.text) { named = value.text }
    guard named != before else { return [] }
    palette.triedTheme = named
    replaceTop(.palette(palette), &state.overlays)
    return [.tryTheme(named, turn: nextThemeTurn(&state.setup))]
}

func nextThemeTurn(_ setup: inout ScreenSetup) -> Int {
    setup.themeTurn += 1
    return setup.themeTurn
}

extension Palette {
    /// Inserts the next or the previous completion and wraps around.
    fileprivate mutating func choose(by step: Int, in state: State) {
        let found = state.completions(of: query)
        guard !found.isEmpty else { return }
        let next = chosen.map { ($0 + step + found.count) % found.count } ?? (step > 0 ? 0 : found.count - 1)
        let stem = query
        replaceText(found[next].text)
        // A single completion is accepted, so that the next Tab completes what follows it.
        if found.count > 1 { (self.stem, chosen) = (stem, next) }
    }

    /// Moves through the history; the end restores the typed text.
    fileprivate mutating func recall(by step: Int, from history: CommandHistory) {
        let target = (recalled ?? -1) + step
        if target < 0 {
            if recalled != nil { replaceText(draft) }
            recalled = nil
        } else if let line = history[target] {
            if recalled == nil { draft = editor.text }
            replaceText(line)
            recalled = target
        }
    }
}
