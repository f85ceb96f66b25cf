import FoundationEssentials
import MintDomain
import TerminalCore

func trackingChanged(_ service: Verb.Service, _ news: TrackingNews, _ state: inout State) -> [Effect] {
    guard state.lists[service] != nil else { return [] }
    state.connections[service] = Connection(link: news.link, clock: news.clock, hasRead: true)
    state.lists.change(service) { $0.rows.isLoading = news.isLoading }
    if service == .mint { state.storeProblem = news.storeProblem.map { SafeText($0) } }
    for row in news.upserted { state.forecasts[row.id] = news.forecasts[row.id] }
    for id in news.removed { state.forecasts[id] = nil }
    guard state.paused == nil else {
        state.paused?.take(news, of: service)
        return []
    }
    return show(service, upserted: news.upserted, removed: news.removed, &state)
}

/// Pauses updates, or applies all that arrived meanwhile and continues.
func togglePause(_ state: inout State) -> [Effect] {
    guard let paused = state.paused else {
        state.paused = PausedNews()
        return []
    }
    state.paused = nil
    return state.services.reversed().flatMap { service in
        let rows = paused[service]
        return show(service, upserted: Array(rows.upserted.values), removed: Array(rows.removed), &state)
    }
}

/// Appends to the request log and drops its oldest lines.
func log(_ line: RequestLogLine, _ state: inout State) {
    state.requestLog.append(line)
    let excess = state.requestLog.count - State.requestLogLimit
    // Removes lines in batches so that not every append moves all others.
    if excess > 100 { state.requestLog.removeFirst(excess) }
}

private func show(
    _ service: Verb.Service, upserted: [TrackedOperation], removed: [OperationID], _ state: inout State
) -> [Effect] {
    let stale = kindsToReload(upserted, state)
    noteOtherPreviews(upserted, &state)
    state.lists.change(service) { $0.apply(upserted: upserted, removed: removed) }
    let withdrawn = service == .mint ? withdrawOutdated(&state) : []
    if let awaited = state.selection.awaited, state.lists.change(service, { $0.show(awaited) }) == true {
        (state.selection.awaited, state.selection.wished) = (nil, awaited)
        tellHidden(awaited, &state)
    }
    var effects: [Effect] = withdrawn
    for kind in ResourceKind.allCases where stale.contains(kind) && !state.resources(kind).isLoading {
        state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
        effects.append(.loadPage(kind, cursor: nil))
    }
    if effects.count > withdrawn.count { effects.append(.loadUsage) }
    return effects
}

/// The resource lists that are out of date because an operation got a preview or finished.
private func kindsToReload(_ rows: [TrackedOperation], _ state: State) -> Set<ResourceKind> {
    var kinds: Set<ResourceKind> = []
    for row in rows {
        guard let after = row.operation, let before = state.operations[id: row.id]?.operation else { continue }
        guard before.status != after.status, after.status.isFinal || after.status == .previewReady else { continue }
        if let kind = after.resource?.kind { kinds.insert(kind) }
    }
    return kinds
}

func pageLoaded(
    _ page: ResourcePage, cursor: String?, _ kind: ResourceKind, _ state: inout State
) -> [Effect] {
    let now = state.now
    let before = state.resources(kind).items.count
    state.changeResources(kind) { $0.take(page, cursor: cursor, confirmedAt: now) }
    followLatest(kind, &state)
    if cursor != nil, state.awaitedPages.remove(kind) != nil { goToPage(from: before, kind, &state) }
    // A tall screen shows more than one page. A page without new items ends this, to avoid an endless loop.
    let list = state.resources(kind)
    let count = list.items.count
    let isShort = count < state.listShape(kind).rows * state.listShape(kind).columns && count > before
    return isShort && list.hasMore ? loadNextPage(kind, &state) : []
}

func pageRemembered(_ page: ResourcePage, _ kind: ResourceKind, _ state: inout State) {
    // The server's answer may arrive before the cached page.
    guard state.resources(kind).items.isEmpty else { return }
    let phase = state.resources(kind).phase
    state.changeResources(kind) {
        $0.take(page, cursor: nil, confirmedAt: nil)
        $0.phase = phase
    }
}

/// Requests the next page of a list, unless there is none or a request is running.
func loadNextPage(_ kind: ResourceKind, _ state: inout State) -> [Effect] {
    let list = state.resources(kind)
    guard !list.isLoading else { return [] }
    if list.hasMore, list.isFull {
        note(.warning, list.fullSentence, &state)
        return []
    }
    if list.items.isEmpty || list.hasMore {
        let cursor = list.nextCursor
        state.changeResources(kind) { $0.phase = .loading(cursor: cursor) }
        return [.loadPage(kind, cursor: cursor)]
    }
    return []
}

func mutationFinished(_ mutation: Mutation, _ outcome: OutboxState, _ state: inout State) -> [Effect] {
    forget(mutation, &state)
    switch outcome {
    case .accepted(let id):
        state.decisions.accepted[id] = mutation
        note(.success, acceptance(of: mutation, id), &state)
        if mutation.operationID == nil { showNew(id, &state) }
        return mutation.isOfJob ? [] : [.loadUsage]
    case .refused(let sentence):
        note(.error, SafeText(sentence), &state)
        keepText(of: mutation, &state)
        return reread(mutation, &state)
    case .waiting(let sentence, _):
        // The text is not offered again: the outbox retries it with the same key.
        note(.warning, "\(sentence) It stays in the outbox and goes out again with the same key.", &state)
        return reread(mutation, &state)
    case .uncertain(let sentence):
        // The text remains in the conversation, or is offered again if there is none.
        note(.warning, SafeText(sentence), &state)
        if mutation.verb == .createJob { keepText(of: mutation, &state) }
        return reread(mutation, &state)
    case .held, .sending, .canceled: return []
    }
}

/// Reads the target of a failed mutation again, because it may have changed.
private func reread(_ mutation: Mutation, _ state: inout State) -> [Effect] {
    if let id = mutation.operationID { return [.refresh(mutation.verb.service, id)] }
    guard let kind = mutation.resource?.kind, !state.resources(kind).isLoading else { return [] }
    state.changeResources(kind) { $0.phase = .loading(cursor: nil) }
    return [.loadPage(kind, cursor: nil)]
}

/// Removes a mutation that is no longer pending.
func forget(_ mutation: Mutation, _ state: inout State) {
    state.decisions.bulks.forget(mutation)
    if let id = mutation.operationID {
        // A pending cancel may have replaced it.
        if state.decisions.inFlight[id] == mutation {
            let others = state.decisions.outbox.map(\.mutation).filter { $0.operationID == id && $0 != mutation }
            state.decisions.inFlight[id] = others.last
        }
    } else if let resource = mutation.resource {
        state.decisions.resourcesInFlight[resource] = nil
    } else {
        state.decisions.startsInFlight = max(0, state.decisions.startsInFlight - 1)
    }
}

private func acceptance(of mutation: Mutation, _ id: OperationID) -> SafeText {
    SafeText(
        mutation.verb.acceptance
            .replacing("{new}", with: id.rawValue)
            .replacing("{target}", with: mutation.objectID ?? id.rawValue)
            .replacing("{kind}", with: mutation.generation?.kind.rawValue ?? ""))
}

private func showNew(_ id: OperationID, _ state: inout State) {
    guard state.selection.followsNewStart else { return }
    if state.services.contains(where: { service in state.lists.change(service) { $0.show(id) } == true }) {
        state.selection.wished = id
    } else {
        state.selection.awaited = id
    }
    tellHidden(id, &state)
}

/// Adds a notice that names the filter hiding a row the user expects; does nothing if it is visible or missing.
func tellHidden(_ id: OperationID, _ state: inout State) {
    for pane in Pane.tracked {
        guard let rows = state.tracked(pane)?.rows, rows[id: id] != nil, rows.position(of: id) == nil else { continue }
        guard let what = state.narrowing(of: pane) else { continue }
        note(.warning, "\(id.rawValue) was started; \(what) hides it.", &state)
    }
}

/// Keeps the text of a mutation as a draft for the next attempt.
func keepText(of mutation: Mutation, _ state: inout State) {
    if let request = mutation.generation { state.decisions.promptDrafts.append(request.prompt) }
    guard let text = mutation.text else { return }
    guard let id = mutation.operationID else { return state.decisions.jobDrafts.append(text) }
    if state.decisions.feedbackDrafts[id] == nil { state.decisions.feedbackDrafts[id] = text }
}

func linkOpened(_ url: String, _ failure: String?, _ state: inout State) {
    if let failure {
        note(.error, SafeText(failure), &state)
    } else {
        note(.success, "Opened \(url)", &state)
    }
}
