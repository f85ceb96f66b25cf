import MintDomain
import TerminalCore

/// Marks rows of the Operations pane, which decisions then act on together.
func mark(_ command: Command, _ state: inout State) {
    guard state.focus == .operations else {
        return note(.warning, "Marks are for the Operations pane (1).", &state)
    }
    guard let selected = state.operationCursor.selected, state.operations.count > 0 else { return }
    switch command {
    case .mark:
        state.marks.toggle(selected)
        state.operationCursor.move(by: 1, in: state.operations)
    case .markRange:
        if state.marks.isRangeOpen { state.marks.closeRange() } else { state.marks.openRange(at: selected) }
    case .markAll:
        let all = (0..<state.operations.count).map { state.operations.id(at: $0) }
        if all.allSatisfy(state.marks.contains) { state.marks.clear() } else { state.marks.mark(all) }
    default: break
    }
    holdOrder(&state)
}
