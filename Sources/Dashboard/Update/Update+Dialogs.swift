import MintDomain
import TerminalCore

/// Gives a key to the dialog on top.
func dialogKey(_ key: Key, _ dialog: Dialog, _ state: inout State) -> [Effect] {
    switch dialog {
    case .confirmation(let confirmation): return confirmationKey(key, confirmation, &state)
    case .revision(let form): return revisionKey(key, form, &state)
    case .creation(let form): return creationKey(key, form, &state)
    case .menu(let menu): return menuKey(key, menu, &state)
    case .help(let page): return helpKey(key, page, &state)
    case .message:
        if key.closesDialog || key.code == .enter { state.dialogs.removeLast() }
        return []
    }
}

func pasted(_ text: String, _ state: inout State) {
    switch state.dialogs.last {
    case .revision(var form) where form.focus == .text:
        form.editor.insert(text)
        form.complaint = nil
        replaceTop(.revision(form), &state)
    case .creation(var form) where form.focus == .text:
        form.editor.insert(text)
        form.complaint = nil
        replaceTop(.creation(form), &state)
    default: break  // A paste never acts on anything.
    }
}

func replaceTop(_ dialog: Dialog, _ state: inout State) {
    state.dialogs[state.dialogs.count - 1] = dialog
}

extension Key {
    var closesDialog: Bool { self == Key(.escape) || self == .character("q") }

    fileprivate var movesFocus: Bool {
        switch code {
        case .tab, .backTab, .left, .right, .character("h"), .character("l"): modifiers.isEmpty
        default: false
        }
    }
}

private func confirmationKey(_ key: Key, _ confirmation: Confirmation, _ state: inout State) -> [Effect] {
    var confirmation = confirmation
    let isAgreed = key == .character("y") || (key.code == .enter && confirmation.isConfirmFocused)
    if isAgreed {
        state.dialogs.removeLast()
        return send(confirmation.mutation, by: confirmation.mutation.command, &state)
    }
    if key.closesDialog || key == .character("n") || key.code == .enter {
        state.dialogs.removeLast()
    } else if key.movesFocus {
        confirmation.isConfirmFocused.toggle()
        replaceTop(.confirmation(confirmation), &state)
    }
    return []
}

private func menuKey(_ key: Key, _ menu: OpenMenu, _ state: inout State) -> [Effect] {
    var menu = menu
    if key.closesDialog {
        state.dialogs.removeLast()
        return []
    }
    if key.code == .enter || key == .character("o") {
        state.dialogs.removeLast()
        return open(menu.entries[menu.selected], &state)
    }
    switch KeyBinding.command(for: key) {
    case .moveDown: menu.selected = min(menu.selected + 1, menu.entries.count - 1)
    case .moveUp: menu.selected = max(menu.selected - 1, 0)
    case .moveFirst: menu.selected = 0
    case .moveLast: menu.selected = menu.entries.count - 1
    default: return []
    }
    replaceTop(.menu(menu), &state)
    return []
}

private func helpKey(_ key: Key, _ page: HelpPage, _ state: inout State) -> [Effect] {
    var page = page
    if key.closesDialog || KeyBinding.command(for: key) == .help {
        state.dialogs.removeLast()
        return []
    }
    let height = max(1, HelpContent.area(in: state.size).rows - 2)
    let last = max(0, HelpContent.lines(columns: HelpContent.area(in: state.size).columns - 4).count - height)
    switch KeyBinding.command(for: key) {
    case .moveDown: page.offset += 1
    case .moveUp: page.offset -= 1
    case .moveFirst: page.offset = 0
    case .moveLast: page.offset = last
    case .movePageDown, .moveHalfPageDown: page.offset += height / 2
    case .movePageUp, .moveHalfPageUp: page.offset -= height / 2
    case .quitAtOnce: return [.quit(status: 0)]
    default: return []
    }
    page.offset = min(max(0, page.offset), last)
    replaceTop(.help(page), &state)
    return []
}
