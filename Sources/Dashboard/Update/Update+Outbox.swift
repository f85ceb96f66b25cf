import MintDomain
import TerminalCore

func outboxChanged(_ item: OutboxItem, _ state: inout State) -> [Effect] {
    var effects: [Effect] = []
    if let position = state.outbox.firstIndex(where: { $0.id == item.id }) {
        state.outbox[position] = item
    } else {
        state.outbox.append(item)
        if case .offered = item.phase { offer(&state) }
        if case .held = item.phase, state.bulks.isWithdrawn(item.mutation) {
            // Its stroke was taken back before it was known to be on disk.
            effects = [.withdraw([item.id])]
        }
    }
    state.note(onItsWay: item.mutation)
    return effects
}

/// Asks about what an earlier run left, once for all of it.
private func offer(_ state: inout State) {
    let isAsked = state.dialogs.contains { if case .leftovers = $0 { true } else { false } }
    if !isAsked { state.dialogs.append(.leftovers(Leftovers(ending: nil))) }
}

/// A decision was taken back: what was written for it is offered again.
func mutationWithdrawn(_ mutation: Mutation, _ state: inout State) {
    let count = state.bulks.takenBack(mutation)
    forget(mutation, &state)
    keepText(of: mutation, &state)
    let plural = mutation.isOfJob ? "jobs" : "operations"
    let object = count > 1 ? " of \(count) \(plural)" : mutation.objectID.map { " of \($0)" } ?? mutation.newObject
    note(.success, "Taken back: \(mutation.verb)\(object). Nothing was sent.", &state)
    if let id = mutation.operationID { returnToDesk(id, &state) }
}

func undo(_ state: inout State) -> [Effect] {
    guard let newest = state.outbox.last(where: \.isHere) else {
        note(.warning, "Nothing is held that could be taken back.", &state)
        return []
    }
    let stroke = state.stroke(of: newest)
    guard stroke.count > 1, state.bulks.withdraw(with: newest.mutation) else {
        // The newest of all: each service has an outbox of its own.
        return newest.mutation.isOfJob ? [.withdraw([newest.id])] : [.withdrawNewest]
    }
    return [.withdraw(stroke.map(\.id))]
}

extension State {
    /// The decisions made at one stroke with this one that have not left either, itself counted.
    func stroke(of item: OutboxItem) -> [OutboxItem] {
        guard case .held = item.phase else { return [item] }
        return outbox.filter { $0.id == item.id || ($0.isHere && bulks.areTogether(item.mutation, $0.mutation)) }
    }
}

/// Ends the program with that status, after asking about decisions that have not left.
func quit(_ state: inout State, status: Int32 = 0) -> [Effect] {
    let effects = end(.quit, &state)
    return effects.isEmpty ? [] : [.quit(status: status)]
}

/// Ends the screen, after asking about decisions that have not left.
func end(_ ending: Ending, _ state: inout State) -> [Effect] {
    guard state.outbox.contains(where: \.isHere) else { return [ending.effect] }
    state.dialogs.append(.leftovers(Leftovers(ending: ending)))
    return []
}

func leftoversKey(_ key: Key, _ leftovers: Leftovers, _ state: inout State) -> [Effect] {
    switch key {
    case .character("s") where !state.isReadOnly:
        state.dialogs.removeLast()
        guard let ending = leftovers.ending else { return [.sendHeld] }
        state.awaitedEnding = ending
        note(.warning, "Sending what was held; then \(ending.words)…", &state)
        return [.sendHeldAndFinish]
    case .character("k"):
        state.dialogs.removeLast()
        return leftovers.ending.map { [.keepHeld, $0.effect] } ?? []
    case .character("d"):
        state.dialogs.removeLast()
        return [.dropHeld] + (leftovers.ending.map { [$0.effect] } ?? [])
    default:
        if state.closesDialog(key) { state.dialogs.removeLast() }
        return []
    }
}

extension Ending {
    /// What it is called in a sentence.
    fileprivate var words: SafeText {
        switch self {
        case .quit: "it ends"
        case .profile(let name): "it goes on with \(name)"
        }
    }
}
