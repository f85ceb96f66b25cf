package import FoundationEssentials
import MintDomain
import TerminalCore

/// Changes the state by what happened, and says what is to be done about it.
///
/// - Parameters:
///   - state: The state before and after.
///   - action: What happened.
///   - now: When it happened; never read from a clock here.
/// - Returns: What the runtime is to do, in order.
package func update(_ state: inout State, _ action: Action, now: Date) -> [Effect] {
    state.now = now
    let before = state.currentSubject
    var effects: [Effect] = []
    switch action {
    // What is typed after the key that lends the screen is meant for whom it is lent to.
    case .terminal(.key) where state.isScreenLent, .terminal(.paste) where state.isScreenLent,
        .pointed where state.isScreenLent:
        break
    case .terminal(let event): effects = terminalEvent(event, &state)
    case .pointed(let event, let hits): effects = pointed(event, on: hits, &state)
    case .copyRefused(let lines, let what, let reason): copyRefused(lines, what, reason, &state)
    case .trackingChanged(let news): effects = trackingChanged(news, &state)
    case .pageLoaded(let kind, let cursor, let page): effects = pageLoaded(page, cursor: cursor, kind, &state)
    case .pageRemembered(let kind, let page): pageRemembered(page, kind, &state)
    case .pageFailed(let kind, _, let problem): state.changeResources(kind) { $0.phase = .failed(problem) }
    case .requestLogged(let line): log(line, &state)
    case .usageLoaded(let usage): (state.usage, state.isUsageStale) = (usage, false)
    case .usageFailed: state.isUsageStale = true
    case .jobsChanged(let news): jobsChanged(news, &state)
    case .conversationLoaded(let id, let messages): state.conversation = Conversation(id: id, messages: messages)
    case .mutationFinished(let mutation, let outcome): effects = mutationFinished(mutation, outcome, &state)
    case .mutationWithdrawn(let mutation): mutationWithdrawn(mutation, &state)
    case .mutationTaken(let mutation): forget(mutation, &state)
    case .outboxChanged(let item): effects = outboxChanged(item, &state)
    case .outboxSettled(let key): state.outbox.removeAll { $0.id == key }
    case .readyToQuit: effects = [(state.awaitedEnding ?? .quit).effect]
    case .watchedChanged(let ids): state.watched = ids
    case .linkOpened(let url, let failure): linkOpened(url, failure, &state)
    case .announced(let kind, let sentence): note(kind, SafeText(sentence), &state)
    case .storeFailed(let sentence): state.storeProblem = SafeText(sentence)
    case .warned(let sentence): note(.error, SafeText(sentence), &state)
    case .settingsChanged(let settings): settingsChanged(settings, &state)
    case .pictureLoaded(let key, let canvas): state.pictures.take(canvas, for: key)
    case .pictureFailed(let key, let reason): state.pictures.fail(key, SafeText(reason))
    case .reviewHistoryLoaded(let id, let earlier): reviewHistoryLoaded(id, earlier, &state)
    case .viewerDrawn(let frame, let canvas, let facts): viewerDrawn(frame, canvas, facts, &state)
    case .viewerFailed(let frame, let reason): viewerFailed(frame, reason, &state)
    case .downloadChanged(let file, let news): downloadChanged(file, news, &state)
    case .edited(let purpose, let text): edited(purpose, text, &state)
    case .screenReturned: state.isScreenLent = false
    case .timePassed: break
    }
    settle(&state)
    noteArrival(after: before, action, &state)
    if action.mayChangeConversation { state.askedConversation = nil }
    effects += changedFocus(&state) + neededConversation(&state) + neededHistory(&state) + neededFrame(&state)
    effects += neededMouse(&state)
    if effects.contains(where: \.lendsScreen) { state.isScreenLent = true }
    effects += state.pictures.look(at: state.lookedAtPictures, next: state.nextPictures, now: now)
    return effects
}

/// What to ask for at the start.
package func startEffects(_ state: inout State) -> [Effect] {
    var effects = [Effect.loadUsage]
    for kind in ResourceKind.allCases {
        state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
        effects.append(.loadPage(kind, cursor: nil))
    }
    return effects
}

/// Makes what depends on other parts of the state true again: cursors, the detail's subject, the notice.
func settle(_ state: inout State) {
    let (now, hasBegun) = (state.now, state.hasBegun)
    for pane in Pane.tracked {
        let height = state.rowCount(of: pane)
        state.changeTracked(pane) { $0.settle(height: height, at: now, hasBegun: hasBegun) }
    }
    if !hasBegun {
        state.worldCursor.moveTo(0, in: state.worlds)
        state.modelCursor.moveTo(0, in: state.models)
    }
    let (worlds, models) = (state.listShape(.world), state.listShape(.model))
    state.worldCursor.settle(in: state.worlds, height: worlds.rows, columns: worlds.columns)
    state.modelCursor.settle(in: state.models, height: models.rows, columns: models.columns)
    settleDesk(&state)
    if state.currentSubject != state.detail.subject {
        let tab = state.chosenTab
        state.detail = DetailState()
        state.detail.subject = state.currentSubject
        state.detail.tab = state.availableTabs.contains(tab) ? tab : .summary
    }
    settleBulk(&state)
    state.settlePendingKeys()
    if let notice = state.notice, notice.expiresAt <= state.now { state.notice = nil }
}

/// Tells the pollers what is looked at, when that changed.
private func changedFocus(_ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    for pane in Pane.tracked {
        guard let list = state.tracked(pane) else { continue }
        let first = list.cursor.offset
        let last = min(first + state.rowCount(of: pane), list.rows.count)
        let visible = first < last ? (first..<last).map { list.rows.id(at: $0) } : []
        let focus: Effect
        if pane == .jobs {
            focus = .lookAtJobs(selected: list.cursor.selected, visible: visible)
        } else if let desk = state.desk {
            focus = .lookAt(selected: desk.current, visible: Array(state.reviewQueue.prefix(40)))
        } else {
            focus = .lookAt(selected: list.cursor.selected, visible: visible)
        }
        guard focus != state.reportedFocus[pane] else { continue }
        state.reportedFocus[pane] = focus
        effects.append(focus)
    }
    return effects
}

private func terminalEvent(_ event: TerminalEvent, _ state: inout State) -> [Effect] {
    // A chord is of keys alone.
    switch event {
    case .paste, .mouse: state.pendingKeys = nil
    default: break
    }
    switch event {
    case .key(let key):
        state.hasBegun = true
        (state.followsNewStart, state.awaited) = (false, nil)
        return keyPressed(key, &state)
    case .paste(let text):
        pasted(text, &state)
        return []
    case .resize(let size):
        state.size = size
        return []
    case .resumed: return [.refreshOperations] + (state.jobPane == nil ? [] : [.refreshJobs])
    // What it means depends on the frame it was done on: it comes as `pointed`.
    case .mouse: return []
    case .endRequested(.interrupt) where !state.dialogs.isEmpty:
        // Out of a dialog as with Escape, which keeps what was typed.
        return keyPressed(Key(.escape), &state) + [.forgetInterrupt]
    case .endRequested(.interrupt):
        let effects = quit(&state, status: EndReason.interrupt.exitStatus)
        return state.dialogs.isEmpty ? effects : effects + [.forgetInterrupt]
    case .endRequested(let reason): return [.quit(status: reason.exitStatus)]
    }
}

func keyPressed(_ key: Key, _ state: inout State) -> [Effect] {
    if let dialog = state.dialogs.last { return dialogKey(key, dialog, &state) }
    guard let command = command(for: key, in: state.keyScope, &state) else { return [] }
    return perform(command, &state)
}

/// Shows a sentence in the footer for a few seconds.
func note(_ kind: Notice.Kind, _ text: SafeText, _ state: inout State) {
    state.notice = Notice(kind: kind, text: text, expiresAt: state.now.addingTimeInterval(kind == .success ? 4 : 8))
}
