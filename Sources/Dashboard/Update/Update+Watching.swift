package import MintDomain
import TerminalCore

/// Turns notifications on for the selected or marked rows, or off if all have them.
func toggleWatch(_ state: inout State) -> [Effect] {
    let ids = state.watchable
    let isWatched = !ids.allSatisfy(state.watched.contains)
    let effects = setWatched(ids, isWatched, &state)
    let object = ids.count == 1 ? ids[0].rawValue : "\(ids.count) rows"
    note(.success, isWatched ? "Watching \(object): w ends it." : "Not watching \(object) any more.", &state)
    return effects
}

package func setWatched(_ ids: [OperationID], _ isWatched: Bool, _ state: inout State) -> [Effect] {
    if isWatched { state.watched.formUnion(ids) } else { state.watched.subtract(ids) }
    return [.setWatched(ids, isWatched)]
}

extension State {
    /// The targets of notifications: the marked rows of the focused list, or else the selection.
    var watchable: [OperationID] {
        if overlays.desk == nil, let marks = tracked(focus)?.marks, !marks.isEmpty { return marks.ids.sorted() }
        return [selectedOperation?.id].compactMap(\.self)
    }
}
