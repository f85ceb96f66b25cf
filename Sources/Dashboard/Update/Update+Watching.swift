import MintDomain
import TerminalCore

/// Watches what is selected or marked, or watches it no more where all of it is watched.
func toggleWatch(_ state: inout State) -> [Effect] {
    if let refusal = state.refusal(toRun: .watch) {
        note(.warning, refusal, &state)
        return []
    }
    let ids = state.watchable
    let isWatched = !ids.allSatisfy(state.watched.contains)
    if isWatched { state.watched.formUnion(ids) } else { state.watched.subtract(ids) }
    let object = ids.count == 1 ? ids[0].rawValue : "\(ids.count) rows"
    note(.success, isWatched ? "Watching \(object): w ends it." : "Not watching \(object) any more.", &state)
    return [.setWatched(ids, isWatched)]
}

extension State {
    /// What a watch is about now: the marked rows of the list that has the focus, else what is selected.
    var watchable: [OperationID] {
        if desk == nil, let marks = tracked(focus)?.marks, !marks.isEmpty { return marks.ids.sorted() }
        return [selectedOperation?.id].compactMap(\.self)
    }
}
