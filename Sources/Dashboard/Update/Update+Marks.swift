import MintDomain
import TerminalCore

/// Marks or unmarks rows of the focused list for a bulk decision.
func mark(_ command: Command, _ state: inout State) {
    if let refusal = state.refusal(toRun: command) { return note(.warning, refusal, &state) }
    state.changeTracked(state.focus) { list in
        guard let selected = list.cursor.selected, list.rows.count > 0 else { return }
        switch command {
        case .mark:
            list.marks.toggle(selected)
            list.cursor.move(by: 1, in: list.rows)
        case .markRange:
            if list.marks.isRangeOpen { list.marks.closeRange() } else { list.marks.openRange(at: selected) }
        case .markAll:
            // Only visible rows are marked.
            let all = (0..<list.rows.count).map { list.rows.id(at: $0) }
            if all.allSatisfy(list.marks.contains) { list.marks.clear() } else { list.marks.mark(all) }
        case .clearMarks: list.marks.clear()
        default: break
        }
    }
    holdOrder(&state)
}
