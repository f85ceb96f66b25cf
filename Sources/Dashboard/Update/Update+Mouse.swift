import MintDomain
import TerminalCore

/// Handles the mouse. The event refers to the frame that was shown; targets that no longer exist are ignored.
func pointed(_ event: MouseEvent, on hits: HitMap, _ state: inout State) -> [Effect] {
    guard let gesture = state.overlays.pointer.gesture(event, on: hits, at: state.now) else { return [] }
    state.selection.hasBegun = true
    (state.selection.followsNewStart, state.selection.awaited) = (false, nil)
    switch gesture {
    case .press(let target): return state.isThere(target) ? pressed(target, &state) : []
    case .open(let target):
        guard state.isThere(target), state.currentSubject != nil else { return [] }
        return pressed(target, &state) + perform(.drillIn, &state)
    case .click(let target): return state.isThere(target) ? clicked(target, &state) : []
    case .scroll(let target, let lines):
        return state.isThere(target) ? wheelTurned(over: target, by: lines, &state) : []
    case .drag(let target, let start, let end):
        if state.isThere(target) { dragged(target, from: start, to: end, &state) }
        return []
    }
}

/// Turns the mouse on or off; without it, the terminal selects text.
func toggleMouse(_ state: inout State) {
    state.setup.usesMouse.toggle()
    note(
        .success,
        state.setup.usesMouse
            ? "The mouse is on; with Shift the terminal selects text." : "The mouse is off: the terminal selects text.",
        &state)
}

/// Tells the terminal about a change of the mouse mode.
func neededMouse(_ state: inout State) -> [Effect] {
    let isWanted = state.wantsMouse
    guard isWanted != state.setup.isMouseOn else { return [] }
    state.setup.isMouseOn = isWanted
    return [.setMouse(isWanted)]
}

extension State {
    /// Whether mouse reports are wanted; not while the screen shows a text to select.
    var wantsMouse: Bool {
        if case .selectable? = overlays.dialogs.last { return false }
        return setup.usesMouse
    }

    fileprivate func isThere(_ target: HitTarget) -> Bool {
        if let mark = target.dialog { return mark == dialogMark }
        guard overlays.dialogs.isEmpty else { return false }
        switch target {
        case .pane(let pane): return isInPanes && (pane != .detail || layout.panes.keys.contains(pane))
        case .row(let pane, let id): return isInPanes && tracked(pane)?.rows.position(of: id) != nil
        case .resource(let kind, let id): return isInPanes && resources(kind).position(of: id) != nil
        case .tab(let tab): return isInPanes && availableTabs.contains(tab)
        case .file(let id): return isInPanes && detail.tab == .assets && position(of: id) != nil
        case .split: return isInPanes && layout.split != nil
        case .command(_, let context): return context == hitContext
        case .desk: return overlays.desk != nil && overlays.viewer == nil
        case .viewer: return overlays.viewer != nil
        case .dialog, .button, .key, .entry, .completion, .field: return false
        }
    }

    private var isInPanes: Bool { overlays.desk == nil && overlays.viewer == nil }

    /// The current position of a file on the Assets tab.
    fileprivate func position(of id: AssetID) -> Int? {
        selectedFiles.firstIndex { $0.id == id }
    }
}

// MARK: Pressing

/// Handles a press of the button: selects and focuses the target, without any decision.
private func pressed(_ target: HitTarget, _ state: inout State) -> [Effect] {
    switch target {
    case .pane(let pane): click(on: pane, &state)
    case .row(let pane, let id):
        click(on: pane, &state)
        state.changeTracked(pane) { list in
            list.cursor.select(id)
            list.marks.extendRange(to: id, in: list.rows)
        }
        holdOrder(&state)
    case .resource(let kind, let id):
        click(on: kind.pane, &state)
        state.awaitedPages.remove(kind)
        if let position = state.resources(kind).position(of: id) { select(position, kind, &state.lists) }
        return loadAhead(kind, &state)
    case .tab(let tab):
        click(on: .detail, &state)
        guard tab != state.detail.tab else { break }
        (state.detail.tab, state.selection.chosenTab) = (tab, tab)
        (state.detail.offset, state.detail.asset) = (0, 0)
    case .file(let id):
        click(on: .detail, &state)
        if let position = state.position(of: id) { state.detail.asset = position }
    case .field: focusField(&state)
    default: break
    }
    return []
}

/// Focuses a pane without moving a border, so that the clicked target stays under the mouse.
private func click(on pane: Pane, _ state: inout State) {
    state.selection.isCounterFocused = false
    let layout = state.layout
    if layout.split != nil, layout.placement == .below, let detail = layout.panes[.detail] {
        let top = layout.header.endRow
        state.setup.splits.stayStill(rows: detail.row - top, of: detail.endRow - top)
    }
    let splits = state.setup.splits
    focus(pane, &state)
    state.setup.splits = splits
}

private func focusField(_ state: inout State) {
    switch state.overlays.dialogs.last {
    case .text(var form):
        form.focus = .text
        replaceTop(.text(form), &state.overlays)
    case .creation(var form):
        form.focus = .text
        replaceTop(.creation(form), &state.overlays)
    default: break
    }
}

// MARK: Clicking

/// Handles a click, a press and release on the same target.
private func clicked(_ target: HitTarget, _ state: inout State) -> [Effect] {
    switch target {
    case .command(let command, _): return perform(command, &state)
    case .key(_, .control("d")): return press(button: 1, &state)
    case .key(_, let key): return state.overlays.dialogs.last.map { dialogKey(key, $0, &state) } ?? []
    case .button(_, let index): return press(button: index, &state)
    case .entry(_, let index): return choose(entry: index, &state)
    case .completion(_, let text):
        guard case .palette(var palette)? = state.overlays.dialogs.last else { return [] }
        palette.replaceText(text)
        replaceTop(.palette(palette), &state.overlays)
        return []
    default: return []
    }
}

private func press(button index: Int, _ state: inout State) -> [Effect] {
    guard let dialog = state.overlays.dialogs.last else { return [] }
    switch dialog {
    case .confirmation, .arming:
        return dialogKey(index == 0 ? Key(.escape) : .character("y"), dialog, &state)
    case .bulk(let bulk):
        if index == 0 { return dialogKey(Key(.escape), dialog, &state) }
        guard bulk.asksForCount else { return dialogKey(.character("y"), dialog, &state) }
        // Enter without a typed number would go back, unlike the button.
        return bulk.typed.isEmpty ? [] : dialogKey(Key(.enter), dialog, &state)
    case .text(var form):
        form.focus = index == 0 ? .back : .submit
        return dialogKey(Key(.enter), .text(form), &state)
    case .creation(var form):
        form.focus = index == 0 ? .back : .submit
        return dialogKey(Key(.enter), .creation(form), &state)
    case .model(var form):
        form.focus = index == 0 ? .back : .submit
        return dialogKey(Key(.enter), .model(form), &state)
    case .existing(var existing):
        existing.answer = index == 0 ? .overwrite : index == 1 ? .keepBoth : .cancel
        return dialogKey(Key(.enter), .existing(existing), &state)
    default: return []
    }
}

private func choose(entry index: Int, _ state: inout State) -> [Effect] {
    switch state.overlays.dialogs.last {
    case .menu(var menu) where menu.entries.indices.contains(index):
        menu.selected = index
        return dialogKey(Key(.enter), .menu(menu), &state)
    case .copy(var menu) where menu.entries.indices.contains(index):
        menu.selected = index
        return dialogKey(Key(.enter), .copy(menu), &state)
    default: return []
    }
}
