import MintDomain
import TerminalCore

func dialogKey(_ key: Key, _ dialog: Dialog, _ state: inout State) -> [Effect] {
    // A dialog that does not fit on the screen accepts only Escape.
    guard dialog.fits(state.size) || key.code == .escape else { return [] }
    switch dialog {
    case .confirmation(let confirmation): return confirmationKey(key, confirmation, &state)
    case .bulk(let bulk): return bulkKey(key, bulk, &state)
    case .text(let form): return textKey(key, form, &state)
    case .creation(let form): return creationKey(key, form, &state)
    case .model(let form): return modelFormKey(key, form, &state)
    case .menu(let menu): return menuKey(key, menu, &state)
    case .help(let page): return helpKey(key, page, &state)
    case .leftovers(let leftovers): return leftoversKey(key, leftovers, &state)
    case .requestLog(let page): return logKey(key, page, &state)
    case .arming(let arming): return armingKey(key, arming, &state)
    case .palette(let palette): return paletteKey(key, palette, &state)
    case .existing(let existing): return existingKey(key, existing, &state)
    case .welcome: return welcomeKey(key, &state)
    case .copy(let menu): return copyMenuKey(key, menu, &state)
    case .selectable(let text): return selectableKey(key, text, &state)
    case .filter(let line): return filterKey(key, line, &state)
    case .list(let menu): return listMenuKey(key, menu, &state)
    }
}

func pasted(_ text: String, _ state: inout State) {
    switch state.overlays.dialogs.last {
    case .text(var form):
        form.focus = .text
        form.editor.insert(text)
        form.complaint = nil
        replaceTop(.text(form), &state.overlays)
    case .creation(var form):
        form.focus = .text
        form.editor.insert(text)
        form.complaint = nil
        replaceTop(.creation(form), &state.overlays)
    case .help(var page):
        page.search(for: text, in: state)
        replaceTop(.help(page), &state.overlays)
    case .palette(var palette):
        palette.editor.insert(text)
        palette.edited()
        replaceTop(.palette(palette), &state.overlays)
    case .filter(let line): filterPasted(text, line, &state)
    default: noteIgnoredText(&state)
    }
}

func replaceTop(_ dialog: Dialog, _ overlays: inout Overlays) {
    overlays.dialogs[overlays.dialogs.count - 1] = dialog
}

extension State {
    func closesDialog(_ key: Key) -> Bool { key == Key(.escape) || setup.keyMap.command(for: key) == .quit }
}

extension Key {
    /// Whether the key moves the focus to the other button.
    var movesFocus: Bool {
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
        state.overlays.dialogs.removeLast()
        return send(confirmation.mutation, &state)
    }
    if state.closesDialog(key) || key == .character("n") || key.code == .enter {
        state.overlays.dialogs.removeLast()
    } else if key.movesFocus {
        confirmation.isConfirmFocused.toggle()
        replaceTop(.confirmation(confirmation), &state.overlays)
    }
    return []
}

private func menuKey(_ key: Key, _ menu: OpenMenu, _ state: inout State) -> [Effect] {
    var menu = menu
    if state.overlays.pendingKeys == nil, state.closesDialog(key) {
        state.overlays.dialogs.removeLast()
        return []
    }
    if key.code == .enter || state.setup.keyMap.command(for: key) == .open {
        state.overlays.dialogs.removeLast()
        return open(menu.entries[menu.selected], of: menu.subject, &state)
    }
    switch command(for: key, in: .panes, &state) {
    case .moveDown: menu.selected = min(menu.selected + 1, menu.entries.count - 1)
    case .moveUp: menu.selected = max(menu.selected - 1, 0)
    case .moveFirst: menu.selected = 0
    case .moveLast: menu.selected = menu.entries.count - 1
    default: return []
    }
    replaceTop(.menu(menu), &state.overlays)
    return []
}

private func logKey(_ key: Key, _ page: LogPage, _ state: inout State) -> [Effect] {
    let height = LogContent.height(state)
    let result = scroll(key, page.offset, count: state.requestLog.count, height: height, closedBy: .requestLog, &state)
    return scrolled(result, &state) { .requestLog(LogPage(offset: $0)) }
}

private enum Scrolling {
    case to(Int)
    case close
    case quit
    case nothing
}

private func scroll(
    _ key: Key, _ offset: Int, count: Int, height: Int, closedBy opener: Command, _ state: inout State
) -> Scrolling {
    if state.overlays.pendingKeys == nil, state.closesDialog(key) { return .close }
    let command = command(for: key, in: .panes, &state)
    if command == opener || command == .quit { return .close }
    let height = max(1, height)
    let last = max(0, count - height)
    let target: Int
    switch command {
    case .moveDown: target = offset + 1
    case .moveUp: target = offset - 1
    case .moveFirst: target = 0
    case .moveLast: target = last
    case .moveHalfPageDown: target = offset + height / 2
    case .moveHalfPageUp: target = offset - height / 2
    case .movePageDown: target = offset + height
    case .movePageUp: target = offset - height
    case .quitAtOnce: return .quit
    default: return .nothing
    }
    return .to(min(max(0, target), last))
}

private func scrolled(_ result: Scrolling, _ state: inout State, _ dialog: (Int) -> Dialog) -> [Effect] {
    switch result {
    case .to(let offset): replaceTop(dialog(offset), &state.overlays)
    case .close: state.overlays.dialogs.removeLast()
    case .quit: return quit(&state)
    case .nothing: break
    }
    return []
}
