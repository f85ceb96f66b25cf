import FoundationEssentials
import MintDomain
import TerminalCore

func openDesk(_ state: inout State) {
    guard state.overlays.desk == nil else { return }
    var desk = ReviewDesk(focusBefore: state.focus, listBefore: state.listFocus)
    let queue = state.reviewQueue
    // Review starts with the selected operation if it needs review.
    let selected = state.listFocus == .operations ? state.operationCursor.selected : nil
    let first = selected.flatMap { queue.contains($0) ? $0 : nil } ?? queue.first
    desk.show(first, seen: first.flatMap { state.operations[id: $0]?.previewStage })
    focus(.operations, &state)
    state.overlays.desk = desk
}

func closeDesk(_ state: inout State) {
    guard let desk = state.overlays.desk else { return }
    state.overlays.desk = nil
    state.listFocus = desk.listBefore
    state.focus = desk.focusBefore
    // The list selects the last reviewed operation.
    if let id = desk.current, state.operations.position(of: id) != nil { state.lists.operations.cursor.select(id) }
}

func toggleComparison(_ state: inout State) {
    if state.overlays.desk?.isComparing == true {
        endComparison(&state.overlays)
    } else {
        state.overlays.desk?.isComparing = true
    }
}

func editFeedbackInEditor(_ state: inout State) -> [Effect] {
    guard let id = state.overlays.desk?.current else { return [] }
    return [.editText(TextDraft(purpose: .revision(id), text: state.decisions.feedbackDrafts[id] ?? ""))]
}

func approveOnDesk(_ state: inout State) -> [Effect] {
    guard let id = state.overlays.desk?.current else { return [] }
    return decide(.approve(id, preview: state.preview(of: id)), &state)
}

/// Goes back one step: ends the comparison, then returns to the current preview, then closes the review screen.
func goBackOnDesk(_ state: inout State) {
    if state.overlays.desk?.isComparing == true {
        endComparison(&state.overlays)
    } else if state.overlays.desk?.earlier != nil {
        state.overlays.desk?.earlier = nil
    } else {
        closeDesk(&state)
    }
}

/// Moves through the review queue and wraps around. An operation that left it is replaced by its successor.
func turnQueue(by step: Int, _ state: inout State) {
    guard let desk = state.overlays.desk else { return }
    let queue = state.reviewQueue
    guard !queue.isEmpty else {
        if desk.current != nil { state.show(onDesk: nil) }
        return
    }
    let target: Int
    if let position = desk.current.flatMap(queue.firstIndex(of:)) {
        target = (position + step + queue.count) % queue.count
    } else {
        target = step > 0 ? desk.position % queue.count : (desk.position - 1 + queue.count) % queue.count
    }
    state.show(onDesk: queue[target])
}

func turnPreviews(by step: Int, _ state: inout State) {
    guard let desk = state.overlays.desk else { return }
    let count = state.earlierPreviews.count
    if desk.isComparing {
        // The current preview stays on its side; only the other side changes.
        let position = min(max(0, (state.comparedPreview ?? count - 1) + step), count - 1)
        state.overlays.desk?.earlier = position
        return
    }
    let position = min(max(0, (desk.earlier ?? count) + step), count)
    state.overlays.desk?.earlier = position == count ? nil : position
}

/// Returns to the current preview; the compared one remains the target of the flicker.
private func endComparison(_ overlays: inout Overlays) {
    guard let desk = overlays.desk else { return }
    overlays.desk?.isComparing = false
    overlays.desk?.flickered = desk.earlier ?? desk.flickered
    overlays.desk?.earlier = nil
}

/// Shows the other of the two previews in the same place.
func flick(_ state: inout State) {
    guard let desk = state.overlays.desk, let last = state.earlierPreviews.indices.last else { return }
    if let shown = desk.earlier {
        state.overlays.desk?.earlier = nil
        state.overlays.desk?.flickered = shown
    } else {
        state.overlays.desk?.earlier = min(desk.flickered ?? last, last)
    }
    state.overlays.desk?.isComparing = false
}

func scrollDesk(_ movement: Movement, _ state: inout State) {
    guard let desk = state.overlays.desk else { return }
    let area = DeskGeometry(state).text
    let last = max(0, DeskText.lines(of: state, columns: area.columns).count - area.rows)
    state.overlays.desk?.offset = movement.target(from: desk.offset, last: last, height: max(1, area.rows))
}

/// Marks the current preview as seen.
func lookAgain(_ state: inout State) {
    guard let id = state.overlays.desk?.current else { return }
    let stage = state.operations[id: id]?.previewStage
    state.overlays.desk?.seen = stage
}

/// Continues with the next operation after a decision.
func goOn(from id: OperationID, to next: OperationID?, _ state: inout State) {
    guard state.overlays.desk?.current == id else { return }
    state.show(onDesk: next)
}

/// Shows an operation again after its decision was undone.
func returnToDesk(_ id: OperationID, _ state: inout State) {
    guard state.overlays.desk != nil, state.operations[id: id]?.operation?.awaitsPerson == true else { return }
    state.show(onDesk: id)
}

/// Shows an operation that arrived while the queue was empty, and keeps the position in the queue.
func settleDesk(_ state: inout State) {
    guard let desk = state.overlays.desk else { return }
    state.lists.operations.letGoOfOrder()
    let queue = state.reviewQueue
    if let position = desk.current.flatMap(queue.firstIndex(of:)) {
        state.overlays.desk?.position = position
    } else if desk.current == nil, let first = queue.first {
        state.show(onDesk: first)
        state.overlays.desk?.cameAt = state.now
    }
}

func reviewHistoryLoaded(_ id: OperationID, _ earlier: [EarlierPreview], _ state: inout State) {
    guard state.fetched.askedHistory?.id == id else { return }
    state.fetched.reviewHistory = ReviewHistory(id: id, earlier: earlier)
    if let shown = state.overlays.desk?.earlier, shown >= earlier.count { state.overlays.desk?.earlier = nil }
}

/// The operation and stage of the last history request.
struct AskedHistory: Sendable, Hashable {
    let id: OperationID
    /// A new stage adds an earlier preview.
    let stage: PreviewStage?
}

/// Requests the earlier previews of the reviewed operation, once for each stage.
func neededHistory(_ state: inout State) -> [Effect] {
    guard let id = state.overlays.desk?.current else {
        state.fetched.askedHistory = nil
        return []
    }
    let asked = AskedHistory(id: id, stage: state.operations[id: id]?.previewStage)
    guard asked != state.fetched.askedHistory else { return [] }
    state.fetched.askedHistory = asked
    return [.loadReviewHistory(id)]
}

/// Records the times of replaced previews: a key pressed just then was meant for the one before.
func noteOtherPreviews(_ rows: [TrackedOperation], _ state: inout State) {
    let now = state.now
    state.decisions.replacedPreviews = state.decisions.replacedPreviews.filter {
        now.timeIntervalSince($0.value) < arrivalSeconds
    }
    for row in rows where row.operation?.status == .previewReady {
        guard let before = state.operations[id: row.id], before.operation?.status == .previewReady else { continue }
        if before.previewStage != row.previewStage { state.decisions.replacedPreviews[row.id] = now }
    }
}

/// Undoes unsent decisions whose preview was replaced.
func withdrawOutdated(_ state: inout State) -> [Effect] {
    let outdated = state.decisions.outbox.filter { item in
        guard item.isHeld, let id = item.mutation.operationID, let decided = item.mutation.preview else {
            return false
        }
        return state.isReplaced(decided, of: id)
    }
    guard let first = outdated.first else { return [] }
    let name = outdated.count == 1 ? state.name(of: first.mutation) : "\(outdated.count) operations"
    let what = SafeText(first.mutation.verb.participle)
    note(.warning, "Not " + what + ": " + name + " got another preview meanwhile. Look at it first.", &state)
    return [.withdraw(outdated.map(\.id))]
}

extension TrackedPane {
    /// Ends the held order of the list at once.
    mutating func letGoOfOrder() {
        guard orderHeldUntil != nil else { return }
        orderHeldUntil = nil
        rows.releaseOrder()
    }
}
