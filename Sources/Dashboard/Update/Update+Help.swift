import MintDomain
import TerminalCore

func helpKey(_ key: Key, _ page: HelpPage, _ state: inout State) -> [Effect] {
    var page = page
    page.complaint = nil
    let height = HelpContent.height(in: state.size)
    switch (key.code, key.modifiers) {
    case (.escape, _) where page.query.isEmpty, (.backspace, _) where page.query.isEmpty:
        state.overlays.dialogs.removeLast()
        return []
    case (.escape, _):
        page.editor = HelpPage(of: state).editor
        page.searchChanged(in: state)
    case (.enter, []): return run(page, &state)
    case (.down, _), (.tab, _), (.character("n"), .control): page.choose(by: 1, in: state)
    case (.up, _), (.backTab, _), (.character("p"), .control): page.choose(by: -1, in: state)
    case (.pageDown, _): page.choose(by: height, in: state)
    case (.pageUp, _): page.choose(by: -height, in: state)
    case (.home, _): page.choose(by: -.max / 2, in: state)
    case (.end, _): page.choose(by: .max / 2, in: state)
    default:
        // The help key closes the page unless it is part of a query.
        if state.setup.keyMap.command(for: key) == .help, page.query.isEmpty || !key.isTyped {
            state.overlays.dialogs.removeLast()
            return []
        }
        let before = page.query
        guard page.editor.handle(key) else { return [] }
        if page.query != before { page.searchChanged(in: state) }
    }
    page.offset = HelpContent.offset(page, HelpContent.entries(of: state, query: page.query), height: height)
    replaceTop(.help(page), &state.overlays)
    return []
}

/// Runs the chosen command, or shows the refusal on the page.
private func run(_ page: HelpPage, _ state: inout State) -> [Effect] {
    guard let command = page.selected else { return [] }
    var page = page
    if let refusal = state.refusal(toRun: command) {
        page.complaint = refusal
    } else if command.group == .act, page.subject != state.currentSubject {
        // The row for which the page was opened is gone and the list is hidden.
        page.subject = state.currentSubject
        page.complaint = "Another row is selected now: Enter again means that one."
    } else {
        state.overlays.dialogs.removeLast()
        return command == .help ? [] : perform(command, &state)
    }
    replaceTop(.help(page), &state.overlays)
    return []
}

extension HelpPage {
    /// Moves the choice by that many commands within the list.
    fileprivate mutating func choose(by step: Int, in state: State) {
        let commands = HelpContent.entries(of: state, query: query).compactMap(\.command)
        guard !commands.isEmpty else { return }
        let position = selected.flatMap(commands.firstIndex(of:)) ?? (step > 0 ? -1 : 0)
        selected = commands[min(max(0, position + step), commands.count - 1)]
    }
}

extension Key {
    fileprivate var isTyped: Bool {
        if case .character = code { modifiers.isEmpty } else { false }
    }
}
