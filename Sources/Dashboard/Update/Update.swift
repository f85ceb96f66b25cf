package import FoundationEssentials
import MintDomain
import TerminalCore

/// Applies an action that happened at `now` to the state and returns the effects, in order. Never reads a clock.
package func update(_ state: inout State, _ action: Action, now: Date) -> [Effect] {
    state.now = now
    // Keys that came together are one action each.
    if case .terminal(.keys(let keys)) = action, !state.overlays.isScreenLent {
        return keysArrivedTogether(keys, &state)
    }
    let before = state.currentSubject
    var effects = apply(action, &state)
    settle(&state)
    noteArrival(after: before, action, &state)
    if action.mayChangeConversation { state.fetched.askedConversation = nil }
    effects += changedFocus(&state) + neededConversation(&state) + neededHistory(&state) + neededFrame(&state)
    effects += neededMouse(&state)
    if effects.contains(where: \.lendsScreen) { state.overlays.isScreenLent = true }
    effects += state.pictures.look(at: state.lookedAtPictures, next: state.nextPictures, now: now)
    return effects
}

/// Changes the state by an action.
private func apply(_ action: Action, _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    // Keys typed while another program has the screen belong to that program.
    case .terminal(.key) where state.overlays.isScreenLent, .terminal(.keys) where state.overlays.isScreenLent,
        .terminal(.paste) where state.overlays.isScreenLent, .pointed where state.overlays.isScreenLent:
        break
    case .terminal(let event): effects = terminalEvent(event, &state)
    case .pointed(let event, let hits): effects = pointed(event, on: hits, &state)
    case .copyRefused(let lines, let what, let reason): copyRefused(lines, what, reason, &state)
    case .trackingChanged(let service, let news): effects = trackingChanged(service, news, &state)
    case .pageLoaded(let kind, let cursor, let page): effects = pageLoaded(page, cursor: cursor, kind, &state)
    case .pageRemembered(let kind, let page): pageRemembered(page, kind, &state)
    case .pageFailed(let kind, _, let problem): state.changeResources(kind) { $0.phase = .failed(problem) }
    case .requestLogged(let line): log(line, &state)
    case .usageLoaded(let usage): (state.usage, state.isUsageStale) = (usage, false)
    case .usageFailed: state.isUsageStale = true
    case .conversationLoaded(let id, let messages):
        state.fetched.conversation = Conversation(id: id, messages: messages)
    case .mutationFinished(let mutation, let outcome): effects = mutationFinished(mutation, outcome, &state)
    case .mutationWithdrawn(let mutation): mutationWithdrawn(mutation, &state)
    case .mutationTaken(let mutation): mutationTaken(mutation, &state)
    case .mutationSettledElsewhere(let mutation): if mutation.objectID != nil { forget(mutation, &state) }
    case .mutationReplaced(let mutation): mutationReplaced(mutation, &state)
    case .outboxChanged(let item): effects = outboxChanged(item, &state)
    case .outboxSettled(let key): outboxSettled(key, &state)
    case .readyToQuit: effects = [(state.decisions.awaitedEnding ?? .quit).effect]
    case .watchedChanged(let ids): state.watched = ids
    case .linkOpened(let url, let failure): linkOpened(url, failure, &state)
    case .announced(let kind, let sentence): note(kind, SafeText(sentence), &state)
    case .storeFailed(let sentence): state.storeProblem = SafeText(sentence)
    case .warned(let sentence): note(.error, SafeText(sentence), &state)
    case .settingsChanged(let settings): settingsChanged(settings, &state)
    case .pictureLoaded(let key, let canvas): state.pictures.take(canvas, for: key)
    case .pictureFailed(let key, let reason): state.pictures.fail(key, SafeText(reason))
    case .reviewHistoryLoaded(let id, let earlier): reviewHistoryLoaded(id, earlier, &state)
    case .viewerDrawn(let frame, let canvas, let facts): viewerDrawn(frame, canvas, facts, &state.overlays)
    case .viewerFailed(let frame, let reason): viewerFailed(frame, reason, &state.overlays)
    case .downloadChanged(let file, let news): downloadChanged(file, news, &state)
    case .edited(let purpose, let text): edited(purpose, text, &state)
    case .screenReturned: state.overlays.isScreenLent = false
    case .timePassed: break
    }
    return effects
}

package func startEffects(_ state: inout State) -> [Effect] {
    var effects = [Effect.loadUsage]
    for kind in ResourceKind.allCases {
        state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
        effects.append(.loadPage(kind, cursor: nil))
    }
    return effects
}

/// Restores the consistency of dependent state: cursors, the detail's subject and the notice.
func settle(_ state: inout State) {
    let (now, hasBegun) = (state.now, state.selection.hasBegun)
    for pane in Pane.tracked {
        let height = state.rowCount(of: pane)
        state.changeTracked(pane) { $0.settle(height: height, at: now, hasBegun: hasBegun) }
    }
    for kind in ResourceKind.allCases {
        let shape = state.listShape(kind)
        state.lists.change(kind) { pane in
            if !hasBegun { pane.cursor.moveTo(0, in: pane.list) }
            pane.cursor.settle(in: pane.list, height: shape.rows, columns: shape.columns)
        }
    }
    settleDesk(&state)
    if state.currentSubject != state.detail.subject {
        let tab = state.selection.chosenTab
        state.detail = DetailState()
        state.detail.subject = state.currentSubject
        state.detail.tab = state.availableTabs.contains(tab) ? tab : .summary
    }
    settleBulk(&state)
    state.settlePendingKeys()
    if let notice = state.overlays.notice, notice.expiresAt <= state.now { state.overlays.notice = nil }
}

/// Tells the pollers about a change of the visible rows.
private func changedFocus(_ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    for pane in Pane.tracked {
        guard let service = pane.service, let list = state.lists[service] else { continue }
        let first = list.cursor.offset
        let last = min(first + state.rowCount(of: pane), list.rows.count)
        let listed = first < last ? (first..<last).map { list.rows.id(at: $0) } : []
        var visible = listed.filter { state.newItem($0) == nil }
        var selected = list.cursor.selected.flatMap { state.newItem($0) == nil ? $0 : nil }
        if service == .mint, let desk = state.overlays.desk {
            (selected, visible) = (desk.current, Array(state.reviewQueue.prefix(40)))
        }
        let focus = Effect.lookAt(service, selected: selected, visible: visible)
        guard focus != state.fetched.reportedFocus[pane] else { continue }
        state.fetched.reportedFocus[pane] = focus
        effects.append(focus)
    }
    return effects
}

private func terminalEvent(_ event: TerminalEvent, _ state: inout State) -> [Effect] {
    // A chord consists of keys only.
    switch event {
    case .paste, .mouse: state.overlays.pendingKeys = nil
    default: break
    }
    switch event {
    case .key(let key):
        state.selection.hasBegun = true
        (state.selection.followsNewStart, state.selection.awaited) = (false, nil)
        return keyPressed(key, &state)
    // Handled before.
    case .keys: return []
    case .paste(let text):
        pasted(text, &state)
        return []
    case .resize(let size):
        state.size = size
        return []
    case .resumed: return state.services.map { .refreshAll($0) }
    // The meaning depends on the frame, so it arrives as `pointed`.
    case .mouse: return []
    case .endRequested(.interrupt) where !state.overlays.dialogs.isEmpty:
        // Like Escape, this closes a dialog and keeps the typed text.
        return keyPressed(Key(.escape), &state) + [.forgetInterrupt]
    case .endRequested(.interrupt):
        let effects = quit(&state, status: EndReason.interrupt.exitStatus)
        return state.overlays.dialogs.isEmpty ? effects : effects + [.forgetInterrupt]
    case .endRequested(let reason): return [.quit(status: reason.exitStatus)]
    }
}

func keyPressed(_ key: Key, _ state: inout State) -> [Effect] {
    if let dialog = state.overlays.dialogs.last { return dialogKey(key, dialog, &state) }
    guard let command = command(for: key, in: state.keyScope, &state) else { return [] }
    return perform(command, &state)
}

/// Takes the notice, and closes the dialogs, of a state that is not drawn.
package func takeNotice(_ state: inout State) -> Notice? {
    defer { (state.overlays.notice, state.overlays.dialogs) = (nil, []) }
    return state.overlays.notice
}

func note(_ kind: Notice.Kind, _ text: SafeText, _ state: inout State) {
    state.overlays.notice = Notice(
        kind: kind, text: text, expiresAt: state.now.addingTimeInterval(kind == .success ? 4 : 8))
}
