import FoundationEssentials
import MintDomain
import TerminalCore

func openDesk(_ state: inout State) {
    guard state.desk == nil else { return }
    var desk = ReviewDesk(focusBefore: state.focus, listBefore: state.listFocus)
    let queue = state.reviewQueue
    // What is selected is what a person wants to look at, where it waits.
    let selected = state.listFocus == .operations ? state.operationCursor.selected : nil
    let first = selected.flatMap { queue.contains($0) ? $0 : nil } ?? queue.first
    desk.show(first, seen: first.flatMap { state.operations[id: $0]?.previewStage })
    focus(.operations, &state)
    state.desk = desk
}

func closeDesk(_ state: inout State) {
    guard let desk = state.desk else { return }
    state.desk = nil
    state.listFocus = desk.listBefore
    state.focus = desk.focusBefore
    // The list goes on where the desk left off.
    if let id = desk.current, state.operations.position(of: id) != nil { state.operationPane.cursor.select(id) }
}

/// A command on the desk; nil for one that does there what it does everywhere.
func deskCommand(_ command: Command, _ state: inout State) -> [Effect]? {
    if let refusal = state.refusal(toRun: command) {
        note(.warning, refusal, &state)
        // The notice told about the other preview: from now on that one counts as looked at.
        if command == .approve { lookAgain(&state) }
        return []
    }
    switch command {
    case .nextWaiting: turnQueue(by: 1, &state)
    case .previousWaiting: turnQueue(by: -1, &state)
    case .earlierPreview, .laterPreview: turnPreviews(by: command == .earlierPreview ? -1 : 1, &state)
    case .compare where state.desk?.isComparing == true: endComparison(&state)
    case .compare: state.desk?.isComparing = true
    case .flicker: flick(&state)
    case .editFeedback:
        guard let id = state.desk?.current else { return [] }
        return [.editText(TextDraft(purpose: .revision(id), text: state.feedbackDrafts[id] ?? ""))]
    case .approve:
        guard let id = state.desk?.current else { return [] }
        return decide(.approve(id), &state)
    case .moveDown, .moveUp, .moveFirst, .moveLast, .moveHalfPageDown, .moveHalfPageUp, .movePageDown, .movePageUp:
        scrollDesk(command, &state)
    case .back where state.desk?.isComparing == true: endComparison(&state)
    case .back where state.desk?.earlier != nil: state.desk?.earlier = nil
    case .back, .quit: closeDesk(&state)
    default: return nil
    }
    return []
}

/// Goes through the queue, round and round; from something that left it, to what took its place.
private func turnQueue(by step: Int, _ state: inout State) {
    guard let desk = state.desk else { return }
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

private func turnPreviews(by step: Int, _ state: inout State) {
    guard let desk = state.desk else { return }
    let count = state.earlierPreviews.count
    if desk.isComparing {
        // The present one stands there anyway: only the other side changes.
        let position = min(max(0, (state.comparedPreview ?? count - 1) + step), count - 1)
        state.desk?.earlier = position
        return
    }
    let position = min(max(0, (desk.earlier ?? count) + step), count)
    state.desk?.earlier = position == count ? nil : position
}

/// Back to the present preview; the one it was compared with stays the one to flick to.
private func endComparison(_ state: inout State) {
    guard let desk = state.desk else { return }
    state.desk?.isComparing = false
    state.desk?.flickered = desk.earlier ?? desk.flickered
    state.desk?.earlier = nil
}

/// Shows the other of the two previews in the same place.
private func flick(_ state: inout State) {
    guard let desk = state.desk, let last = state.earlierPreviews.indices.last else { return }
    if let shown = desk.earlier {
        state.desk?.earlier = nil
        state.desk?.flickered = shown
    } else {
        state.desk?.earlier = min(desk.flickered ?? last, last)
    }
    state.desk?.isComparing = false
}

private func scrollDesk(_ command: Command, _ state: inout State) {
    guard let desk = state.desk else { return }
    let area = DeskGeometry(state).text
    let last = max(0, DeskText.lines(of: state, columns: area.columns).count - area.rows)
    let target: Int
    switch command {
    case .moveFirst: target = 0
    case .moveLast: target = last
    default: target = desk.offset + step(of: command, height: max(1, area.rows))
    }
    state.desk?.offset = min(max(0, target), last)
}

/// The present preview counts as looked at.
private func lookAgain(_ state: inout State) {
    guard let id = state.desk?.current else { return }
    let stage = state.operations[id: id]?.previewStage
    state.desk?.seen = stage
}

/// Something was decided: goes on to the next one.
func goOn(from id: OperationID, to next: OperationID?, _ state: inout State) {
    guard state.desk?.current == id else { return }
    state.show(onDesk: next)
}

/// A decision was taken back: it is looked at again.
func returnToDesk(_ id: OperationID, _ state: inout State) {
    guard state.desk != nil, state.operations[id: id]?.operation?.awaitsPerson == true else { return }
    state.show(onDesk: id)
}

/// Shows what came while nothing was there, and keeps the place in the queue.
func settleDesk(_ state: inout State) {
    guard let desk = state.desk else { return }
    state.operationPane.letGoOfOrder()
    let queue = state.reviewQueue
    if let position = desk.current.flatMap(queue.firstIndex(of:)) {
        state.desk?.position = position
    } else if desk.current == nil, let first = queue.first {
        state.show(onDesk: first)
        state.desk?.cameAt = state.now
    }
}

func reviewHistoryLoaded(_ id: OperationID, _ earlier: [EarlierPreview], _ state: inout State) {
    guard state.askedHistory?.id == id else { return }
    state.reviewHistory = ReviewHistory(id: id, earlier: earlier)
    if let shown = state.desk?.earlier, shown >= earlier.count { state.desk?.earlier = nil }
}

/// What the earlier previews were asked for.
struct AskedHistory: Sendable, Hashable {
    let id: OperationID
    /// The preview it stood at: a new one makes the one before an earlier one.
    let stage: PreviewStage?
}

/// Asks for the earlier previews of what is reviewed, once for each preview.
func neededHistory(_ state: inout State) -> [Effect] {
    guard let id = state.desk?.current else {
        state.askedHistory = nil
        return []
    }
    let asked = AskedHistory(id: id, stage: state.operations[id: id]?.previewStage)
    guard asked != state.askedHistory else { return [] }
    state.askedHistory = asked
    return [.loadReviewHistory(id)]
}

/// Notes which previews are replaced by another one: a key that was on its way meant the one before.
func noteOtherPreviews(_ rows: [TrackedOperation], _ state: inout State) {
    let now = state.now
    state.replacedPreviews = state.replacedPreviews.filter { now.timeIntervalSince($0.value) < arrivalSeconds }
    for row in rows where row.operation?.status == .previewReady {
        guard let before = state.operations[id: row.id], before.operation?.status == .previewReady else { continue }
        if before.previewStage != row.previewStage { state.replacedPreviews[row.id] = now }
    }
}

/// Takes back approvals that are still held and whose preview is not the one that was looked at any more.
func outdatedApprovals(_ state: inout State) -> [Effect] {
    guard !state.approvedStages.isEmpty else { return [] }
    let keys = state.outbox.filter { item in
        guard item.isHere, case .approve(let id) = item.mutation, let stage = state.approvedStages[id] else {
            return false
        }
        guard let row = state.operations[id: id], row.operation?.status == .previewReady else { return false }
        return row.previewStage != stage
    }.map(\.id)
    guard !keys.isEmpty else { return [] }
    note(.warning, "Not approved: another preview came while it was held. Look at it first.", &state)
    return [.withdraw(keys)]
}

extension TrackedPane {
    /// Nobody reads the list any more: what moved stands where it belongs.
    mutating func letGoOfOrder() {
        guard orderHeldUntil != nil else { return }
        orderHeldUntil = nil
        rows.releaseOrder()
    }
}
