import MintDomain
import TerminalCore

/// Runs a command, or shows why it is not available; dialogs handle their own keys.
package func perform(_ command: Command, _ state: inout State) -> [Effect] {
    let wasCounterFocused = state.selection.isCounterFocused
    if command != .help, command != .palette { state.selection.isCounterFocused = false }
    switch command {
    case .nextPane where wasCounterFocused: focus(state.listPanes.first ?? .operations, &state)
    case .previousPane where wasCounterFocused: focus(.detail, &state)
    case .drillIn where wasCounterFocused: openDesk(&state)
    case .back where wasCounterFocused: break
    default: return leaveOverlays(for: command, &state) + performHere(command, &state)
    }
    return []
}

private func performHere(_ command: Command, _ state: inout State) -> [Effect] {
    if state.overlays.viewer != nil, let run = command.inViewer { return run(&state) }
    let isOnDesk = state.overlays.desk != nil
    if let refusal = command.refusal(state) {
        note(.warning, refusal, &state)
        // The refusal reported the new preview, which therefore counts as seen.
        if isOnDesk, command == .approve { lookAgain(&state) }
    } else if isOnDesk, let run = command.inDesk {
        return run(&state)
    } else if let run = command.run {
        return run(&state)
    } else if command.scopes.contains(.viewer) {
        note(.warning, "Only in the viewer (\(state.keyName(.look))).", &state)
    } else {
        note(.warning, "Only on the review screen (\(state.keyName(.reviewDesk))).", &state)
    }
    return []
}

/// Closes the overlays that the command does not apply to.
private func leaveOverlays(for command: Command, _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    if state.overlays.viewer != nil, !command.scopes.contains(.viewer) { effects = closeViewer(&state) }
    // A command that the panes would refuse too leaves the review screen open.
    if state.overlays.desk != nil, !command.scopes.contains(.desk), command.scopes.contains(.panes) {
        closeDesk(&state)
    }
    return effects
}

func focus(_ pane: Pane, _ state: inout State) {
    state.setup.splits.moveAgain()
    if pane != state.focus { state.selection.lastFocus = state.focus }
    state.focus = pane
    if pane != .detail { state.listFocus = pane }
}

/// Goes back one step: ends the search, then leaves the detail; in a list clears the marks, then the filter, then the
/// facet.
func goBack(_ state: inout State) {
    if state.focus == .detail {
        if state.keyScope == .search { state.overlays.search = nil } else { focus(state.listFocus, &state) }
    } else if let list = state.tracked(state.focus), !list.marks.isEmpty {
        state.changeTracked(state.focus) { $0.marks.clearOneStep() }
    } else {
        _ = clearNarrowing(state.focus, &state)
    }
}

func goToLastPane(_ state: inout State) {
    guard let pane = state.selection.lastFocus else { return note(.warning, "You were in no other pane yet.", &state) }
    focus(pane, &state)
}

/// Quits from a list; returns to it from the detail.
func leave(_ state: inout State) -> [Effect] {
    guard state.focus == .detail else { return quit(&state) }
    focus(state.listFocus, &state)
    return []
}

/// Selects the next operation that needs review after the cursor, and wraps around.
func selectNextReview(_ state: inout State) {
    let (rows, count) = (state.operations, state.operations.count)
    let start = state.operationCursor.selected.flatMap(rows.position(of:)) ?? count - 1
    let next = (0..<count).lazy.map { rows.id(at: (start + 1 + $0) % count) }
        .first { rows[id: $0]?.operation?.awaitsPerson == true }
    focus(.operations, &state)
    guard let next else {
        let what = state.narrowing(of: .operations) ?? ""
        return note(.warning, "\(rows.waiting.count) wait for you, hidden by \(what): Esc shows them.", &state)
    }
    state.lists.operations.marks.closeRange()
    state.lists.operations.cursor.select(next)
    holdOrder(&state)
}

func cyclePane(by step: Int, _ state: inout State) {
    let order = state.listPanes + [.detail]
    let position = order.firstIndex(of: state.focus) ?? 0
    // Between the last and the first pane comes the counter in the header, if it shows a number.
    if !order.indices.contains(position + step), state.operations.counts.waiting > 0, state.layout.form != .line {
        state.selection.isCounterFocused = true
        return
    }
    focus(order[(position + step + order.count) % order.count], &state)
}

func cycleTab(by step: Int, _ state: inout State) {
    let tabs = state.availableTabs
    guard let position = tabs.firstIndex(of: state.detail.tab) else { return }
    state.detail.tab = tabs[(position + step + tabs.count) % tabs.count]
    state.selection.chosenTab = state.detail.tab
    (state.detail.offset, state.detail.asset) = (0, 0)
}

func drillIn(_ state: inout State) -> [Effect] {
    guard state.focus == .detail else {
        if state.currentSubject != nil { focus(.detail, &state) }
        return []
    }
    guard state.detail.tab == .assets else { return [] }
    guard let file = state.selectedFile else { return [] }
    if case .asks(let path)? = state.downloads[file.id] {
        state.overlays.dialogs.append(.existing(ExistingFile(file: file, path: path)))
        return []
    }
    return open(file.asset, of: file.subject, &state)
}

func refresh(_ state: inout State) -> [Effect] {
    state.pictures.retryFailures()
    state.fetched.askedHistory = nil
    var effects: [Effect] = state.services.map { .refreshAll($0) } + [.loadUsage]
    for kind in ResourceKind.allCases where !state.resources(kind).isLoading {
        state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
        effects.append(.loadPage(kind, cursor: nil))
    }
    return effects
}
