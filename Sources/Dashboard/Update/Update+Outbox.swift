import MintDomain
import TerminalCore

func outboxChanged(_ item: OutboxItem, _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    if let position = state.decisions.outbox.firstIndex(where: { $0.id == item.id }) {
        state.decisions.outbox[position] = item
    } else {
        state.decisions.outbox.append(item)
        if item.isLeftOver { offer(&state) }
        if item.heldUntil != nil, state.decisions.bulks.isWithdrawn(item.mutation) {
            // The bulk decision was undone before this part was known to be stored.
            effects = [.withdraw([item.id])]
        }
    }
    state.note(onItsWay: item.mutation)
    state.showNewRow(item)
    if item.state == .sending, item.otherPlace == nil { effects += endIfAllIsSent(&state) }
    return effects
}

func outboxSettled(_ key: IdempotencyKey, _ state: inout State) {
    state.removeNewRow(key)
    state.decisions.outbox.removeAll { $0.id == key }
}

/// Ends the session as requested once all held decisions have been sent.
///
/// A decision that was dropped in the meantime prevents this, because the user must read the notice.
private func endIfAllIsSent(_ state: inout State) -> [Effect] {
    guard !state.decisions.outbox.contains(where: \.isHere) else { return [] }
    for (index, dialog) in state.overlays.dialogs.enumerated() {
        guard case .leftovers(let leftovers) = dialog, let ending = leftovers.ending else { continue }
        state.overlays.dialogs.remove(at: index)
        return finish(then: ending, &state)
    }
    return []
}

/// Asks once about all decisions left by an earlier session.
private func offer(_ state: inout State) {
    let isAsked = state.overlays.dialogs.contains { if case .leftovers = $0 { true } else { false } }
    if !isAsked { state.overlays.dialogs.append(.leftovers(Leftovers(ending: nil))) }
}

/// Offers the text of an undone decision again.
func mutationWithdrawn(_ mutation: Mutation, _ state: inout State) {
    let count = state.decisions.bulks.takenBack(mutation)
    forget(mutation, &state)
    keepText(of: mutation, &state)
    let plural: SafeText = mutation.isOfJob ? "jobs" : "operations"
    let object = count > 1 ? "\(count) " + plural : state.name(of: mutation)
    note(.success, SafeText("Undone: \(mutation.verb) ") + object + ". Nothing was sent.", &state)
    if let id = mutation.operationID { returnToDesk(id, &state) }
}

/// Handles a held decision that another process took over or canceled.
func mutationTaken(_ mutation: Mutation, _ state: inout State) {
    forget(mutation, &state)
    keepText(of: mutation, &state)
    let name = state.name(of: mutation)
    note(.warning, SafeText("Another mintop has taken over or undone: \(mutation.verb) ") + name + ".", &state)
}

/// Handles an unsent decision replaced by a cancel of this or another process.
func mutationReplaced(_ mutation: Mutation, _ state: inout State) {
    forget(mutation, &state)
    keepText(of: mutation, &state)
    let what = SafeText(mutation.verb.participle)
    note(.warning, "Not " + what + ": a cancel of " + state.name(of: mutation) + " took its place.", &state)
}

func undo(_ state: inout State) -> [Effect] {
    guard let newest = state.decisions.outbox.last(where: \.isHere) else {
        note(.warning, "No decision is held.", &state)
        return []
    }
    let stroke = state.stroke(of: newest)
    guard stroke.count > 1, state.decisions.bulks.withdraw(with: newest.mutation) else {
        // The newest across both services, which have separate outboxes.
        guard newest.heldUntil != nil, !newest.mutation.isOfJob else { return [.withdraw([newest.id])] }
        return [.withdrawNewest]
    }
    return [.withdraw(stroke.map(\.id))]
}

extension State {
    /// The name of a decision's target for a sentence: in quotation marks, or an id.
    func name(of mutation: Mutation) -> SafeText {
        if let id = mutation.operationID { return self[id: id]?.quotedName ?? SafeText(id.rawValue) }
        if let reference = mutation.resource {
            guard let resource = reference.kind.flatMap({ resources($0)[reference.id] }) else {
                return SafeText(reference.id.rawValue)
            }
            return "\"" + resource.title.clipped(to: 40) + "\""
        }
        guard let request = mutation.generation else { return "a new job" }
        return "\"" + SafeText(request.prompt).clipped(to: 40) + "\""
    }

    /// The change of the preview since a decision was made, for its dialog; nil if there is none.
    func change(since mutation: Mutation) -> SafeText? {
        guard let id = mutation.operationID, let decided = mutation.preview, let row = operations[id: id] else {
            return nil
        }
        if isReplaced(decided, of: id) { return "It shows another preview now, so this will not be sent." }
        guard let status = row.operation?.status, status != .previewReady else { return nil }
        return "It is " + StatusAppearance(row).word + " now, so this will not be sent unless it was sent before."
    }

    /// The unsent decisions made together with this one, including it.
    func stroke(of item: OutboxItem) -> [OutboxItem] {
        guard item.heldUntil != nil else { return [item] }
        return decisions.outbox.filter {
            $0.id == item.id || ($0.isHere && decisions.bulks.areTogether(item.mutation, $0.mutation))
        }
    }
}

func quit(_ state: inout State, status: Int32 = 0) -> [Effect] {
    let effects = end(.quit, &state)
    return effects.isEmpty ? [] : [.quit(status: status)]
}

/// Ends the screen, after asking about unsent decisions.
func end(_ ending: Ending, _ state: inout State) -> [Effect] {
    guard state.decisions.outbox.contains(where: \.isHere) else { return [ending.effect] }
    state.overlays.dialogs.append(.leftovers(Leftovers(ending: ending)))
    return []
}

func leftoversKey(_ key: Key, _ leftovers: Leftovers, _ state: inout State) -> [Effect] {
    switch key {
    case .character("s") where !state.isReadOnly:
        state.overlays.dialogs.removeLast()
        guard let ending = leftovers.ending else { return [.sendHeld] }
        return finish(then: ending, &state)
    case .character("k"):
        state.overlays.dialogs.removeLast()
        return leftovers.ending.map { [.keepHeld, $0.effect] } ?? []
    case .character("d"):
        state.overlays.dialogs.removeLast()
        return [.dropHeld] + (leftovers.ending.map { [$0.effect] } ?? [])
    default:
        if state.closesDialog(key) { state.overlays.dialogs.removeLast() }
        return []
    }
}

/// Sends the held decisions, waits for the answers, then ends the screen.
private func finish(then ending: Ending, _ state: inout State) -> [Effect] {
    note(.warning, "Sending what was held; then \(ending.words)…", &state)
    return sendHeld(then: ending, &state)
}

package func sendHeld(then ending: Ending, _ state: inout State) -> [Effect] {
    state.decisions.awaitedEnding = ending
    return [.sendHeldAndFinish]
}

extension Ending {
    fileprivate var words: SafeText {
        switch self {
        case .quit: "it ends"
        case .profile(let name): "it goes on with \(name)"
        }
    }
}
