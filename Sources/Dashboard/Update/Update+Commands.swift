import MintDomain
import TerminalCore

/// Runs a command; dialogs handle their own keys.
func perform(_ command: Command, _ state: inout State) -> [Effect] {
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
    if state.overlays.viewer != nil, command.scopes.contains(.viewer) { return viewerCommand(command, &state) }
    if state.overlays.desk != nil, command.scopes.contains(.desk), let effects = deskCommand(command, &state) {
        return effects
    }
    return navigate(command, &state) ?? act(command, &state)
}

/// Moves the cursor or the focus, or arranges panes and marks; nil for any other command.
private func navigate(_ command: Command, _ state: inout State) -> [Effect]? {
    switch command {
    case .moveDown, .moveUp, .moveFirst, .moveLast, .movePageDown, .movePageUp, .moveHalfPageDown, .moveHalfPageUp:
        return move(command, &state)
    case .nextServerPage: return turnPage(forward: true, &state)
    case .previousServerPage: return turnPage(forward: false, &state)
    case .focusOperations: focus(.operations, &state)
    case .focusWorlds: focus(.worlds, &state)
    case .focusModels: focus(.models, &state)
    case .focusJobs: focusJobs(&state)
    case .focusDetail: focus(.detail, &state)
    case .nextPane: cyclePane(by: 1, &state)
    case .previousPane: cyclePane(by: -1, &state)
    case .lastPane: goToLastPane(&state)
    case .drillIn: return drillIn(&state)
    case .back: goBack(&state)
    case .enlarge, .shrink, .moveDetail: arrange(command, &state)
    case .mark, .markRange, .markAll, .clearMarks: mark(command, &state)
    case .nextTab: cycleTab(by: 1, &state)
    case .previousTab: cycleTab(by: -1, &state)
    default: return nil
    }
    return []
}

private func act(_ command: Command, _ state: inout State) -> [Effect] {
    if let verb = command.verb {
        if verb.service == .agent { return startMessage(&state) }
        return verb.target == .resource ? startResourceChange(command, &state) : startMutation(command, &state)
    }
    switch command {
    case .undo: return undo(&state)
    case .watch: return toggleWatch(&state)
    case .open: return openSelected(&state)
    case .create: startCreation(&state)
    case .nextReview: selectNextReview(&state)
    case .palette: openPalette(&state)
    case .profile, .theme, .track: openPalette(with: command, &state)
    case .arm: startArming(&state)
    case .disarm: return disarm(&state)
    case .refresh: return refresh(&state)
    case .help: state.overlays.dialogs.append(.help(HelpPage(of: state)))
    case .requestLog: state.overlays.dialogs.append(.requestLog(LogPage()))
    case .pause: return togglePause(&state)
    case .redraw: return [.redrawScreen]
    case .filter: openFilterLine(&state)
    case .search: openSearch(&state)
    case .nextMatch, .previousMatch: stepSearch(forward: command == .nextMatch, &state)
    case .facet, .sort: openListMenu(command, &state)
    case .invertSort: invertOrder(state.focus, &state)
    case .follow: toggleFollowing(&state)
    case .quit:
        guard state.focus == .detail else { return quit(&state) }
        focus(state.listFocus, &state)
    case .quitAtOnce: return quit(&state)
    case .reviewDesk: openDesk(&state)
    case .sheet: return toggleSheet(&state)
    case .moveLeft, .moveRight: return moveInSheet(by: command == .moveLeft ? -1 : 1, &state)
    case .copy: return copySelected(&state)
    case .copyMenu: openCopyMenu(&state)
    case .openInEditor: return showInEditor(&state)
    case .mouse: toggleMouse(&state)
    case .download, .downloadAll, .stopDownload: return downloadCommand(command, &state)
    case .look: openViewer(&state)
    case .nextWaiting, .previousWaiting, .earlierPreview, .laterPreview, .compare, .flicker, .editFeedback:
        note(.warning, "This is for the review screen (\(state.keyName(.reviewDesk))).", &state)
    case .turnLeft, .turnRight, .turnUp, .turnDown, .panLeft, .panRight, .panUp, .panDown, .zoomIn, .zoomOut,
        .autoTurn, .wireframe, .light, .textures, .resetView, .otherFile:
        note(.warning, "This is for a file in the viewer (\(state.keyName(.look))).", &state)
    // `navigate` and the verbs have been performed.
    case .approve, .revise, .cancel, .resume, .optimize, .convert, .retry, .message, .moveDown, .moveUp, .moveFirst,
        .moveLast, .movePageDown, .movePageUp, .moveHalfPageDown, .moveHalfPageUp,
        .nextServerPage, .previousServerPage, .focusOperations, .focusWorlds, .focusModels, .focusJobs, .focusDetail,
        .nextPane, .previousPane, .lastPane, .drillIn, .back, .enlarge, .shrink, .moveDetail, .mark, .markRange,
        .markAll, .clearMarks, .nextTab, .previousTab:
        break
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
private func goBack(_ state: inout State) {
    if state.focus == .detail {
        if state.keyScope == .search { state.overlays.search = nil } else { focus(state.listFocus, &state) }
    } else if let list = state.tracked(state.focus), !list.marks.isEmpty {
        state.changeTracked(state.focus) { $0.marks.clearOneStep() }
    } else {
        _ = clearNarrowing(state.focus, &state)
    }
}

private func goToLastPane(_ state: inout State) {
    guard let pane = state.selection.lastFocus else { return note(.warning, "You were in no other pane yet.", &state) }
    focus(pane, &state)
}

private func focusJobs(_ state: inout State) {
    if let refusal = state.refusal(toRun: .focusJobs) { return note(.warning, refusal, &state) }
    focus(.jobs, &state)
}

/// Selects the next operation that needs review after the cursor, and wraps around.
private func selectNextReview(_ state: inout State) {
    if let refusal = state.refusal(toRun: .nextReview) { return note(.warning, refusal, &state) }
    let (rows, count) = (state.operations, state.operations.count)
    let start = state.operationCursor.selected.flatMap(rows.position(of:)) ?? count - 1
    let next = (0..<count).lazy.map { rows.id(at: (start + 1 + $0) % count) }
        .first { rows[id: $0]?.operation?.awaitsPerson == true }
    focus(.operations, &state)
    guard let next else {
        let what = state.narrowing(of: .operations) ?? ""
        return note(.warning, "\(rows.waiting.count) wait for you, hidden by \(what): Esc shows them.", &state)
    }
    state.operationPane.marks.closeRange()
    state.operationPane.cursor.select(next)
    holdOrder(&state)
}

private func cyclePane(by step: Int, _ state: inout State) {
    let order = state.listPanes + [.detail]
    let position = order.firstIndex(of: state.focus) ?? 0
    // Between the last and the first pane comes the counter in the header, if it shows a number.
    if !order.indices.contains(position + step), state.operations.counts.waiting > 0, state.layout.form != .line {
        state.selection.isCounterFocused = true
        return
    }
    focus(order[(position + step + order.count) % order.count], &state)
}

private func cycleTab(by step: Int, _ state: inout State) {
    let tabs = state.availableTabs
    guard let position = tabs.firstIndex(of: state.detail.tab) else { return }
    state.detail.tab = tabs[(position + step + tabs.count) % tabs.count]
    state.selection.chosenTab = state.detail.tab
    (state.detail.offset, state.detail.asset) = (0, 0)
}

private func drillIn(_ state: inout State) -> [Effect] {
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
    var effects: [Effect] = [.refreshOperations, .loadUsage] + (state.jobPane == nil ? [] : [.refreshJobs])
    for kind in ResourceKind.allCases where !state.resources(kind).isLoading {
        state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
        effects.append(.loadPage(kind, cursor: nil))
    }
    return effects
}
