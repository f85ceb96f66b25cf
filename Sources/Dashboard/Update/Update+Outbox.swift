import MintDomain
import TerminalCore

func outboxChanged(_ item: OutboxItem, _ state: inout State) {
    if let position = state.outbox.firstIndex(where: { $0.id == item.id }) {
        state.outbox[position] = item
    } else {
        state.outbox.append(item)
        if case .offered = item.phase { offer(&state) }
    }
    if let id = item.mutation.operationID { state.inFlight[id] = item.mutation }
}

/// Asks about what an earlier run left, once for all of it.
private func offer(_ state: inout State) {
    let isAsked = state.dialogs.contains { if case .leftovers = $0 { true } else { false } }
    if !isAsked { state.dialogs.append(.leftovers(Leftovers(isQuitting: false))) }
}

/// A decision was taken back: what was written for it is offered again.
func mutationWithdrawn(_ mutation: Mutation, _ state: inout State) {
    forget(mutation, &state)
    keepText(of: mutation, &state)
    let object = mutation.operationID.map { " of \($0.rawValue)" } ?? ""
    note(.success, "Taken back: \(mutation.verb)\(object). Nothing was sent.", &state)
}

func undo(_ state: inout State) -> [Effect] {
    guard state.outbox.contains(where: \.isHere) else {
        note(.warning, "Nothing is held that could be taken back.", &state)
        return []
    }
    return [.withdrawNewest]
}

/// Ends the program, after asking about decisions that have not left.
func quit(_ state: inout State) -> [Effect] {
    guard state.outbox.contains(where: \.isHere) else { return [.quit(status: 0)] }
    state.dialogs.append(.leftovers(Leftovers(isQuitting: true)))
    return []
}

func leftoversKey(_ key: Key, _ leftovers: Leftovers, _ state: inout State) -> [Effect] {
    switch key {
    case .character("s"):
        state.dialogs.removeLast()
        if leftovers.isQuitting { note(.warning, "Sending what was held, then it ends…", &state) }
        return [leftovers.isQuitting ? .sendHeldAndFinish : .sendHeld]
    case .character("k"):
        state.dialogs.removeLast()
        return leftovers.isQuitting ? [.keepHeld, .quit(status: 0)] : []
    case .character("d"):
        state.dialogs.removeLast()
        return leftovers.isQuitting ? [.dropHeld, .quit(status: 0)] : [.dropHeld]
    default:
        if key.closesDialog { state.dialogs.removeLast() }
        return []
    }
}
