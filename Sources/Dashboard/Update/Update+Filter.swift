import MintDomain
import TerminalCore

/// Opens the filter line of the focused list, or the search line in the detail.
func openFilterLine(_ state: inout State) {
    let pane = state.focus
    let text = pane == .detail ? state.overlays.search?.text : state.standing(pane)?.filter.text
    let anchor = pane == .detail ? .line(state.detail.offset) : state.anchor(in: pane)
    state.changeTracked(pane) { $0.marks.closeRange() }
    state.overlays.dialogs.append(.filter(FilterLine(pane: pane, text: text ?? "", anchor: anchor)))
}

func filterKey(_ key: Key, _ line: FilterLine, _ state: inout State) -> [Effect] {
    var line = line
    switch (key.code, key.modifiers) {
    case (.escape, _):
        closeFilterLine(restoring: line, &state)
        return []
    case (.backspace, []) where line.editor.text.isEmpty:
        closeFilterLine(restoring: line, &state)
        return []
    case (.enter, []):
        // An invalid expression stays open for correction, with its error.
        guard line.complaint == nil else { return [] }
        state.overlays.dialogs.removeLast()
        if line.pane == .detail { keepSearch(&state) }
        return []
    case (.up, []), (.down, []), (.pageUp, []), (.pageDown, []), (.character("p"), .control),
        (.character("n"), .control):
        return moveWhileTyping(key, line, &state)
    default:
        let before = line.editor.text
        guard line.editor.handle(key), line.editor.text != before else {
            replaceTop(.filter(line), &state.overlays)
            return []
        }
        line.edited()
        typed(&line, &state)
        return []
    }
}

func filterPasted(_ text: String, _ line: FilterLine, _ state: inout State) {
    var line = line
    line.editor.insert(text)
    line.edited()
    typed(&line, &state)
}

/// Moves the cursor of the list while the line stays open.
private func moveWhileTyping(_ key: Key, _ line: FilterLine, _ state: inout State) -> [Effect] {
    let movement: Movement =
        switch key.code {
        case .up, .character("p"): .lines(-1)
        case .pageUp: .pages(-1)
        case .pageDown: .pages(1)
        default: .lines(1)
        }
    return line.pane == state.focus ? move(movement, &state) : []
}

/// Applies the typed filter, or shows its error and leaves the list unchanged.
private func typed(_ line: inout FilterLine, _ state: inout State) {
    replaceTop(.filter(line), &state.overlays)
    do throws(FilterError) {
        if line.pane == .detail {
            try search(line.editor.text, from: line.anchor, &state)
        } else {
            let filter = try ListFilter(line.editor.text, fields: ListColumn.fields(of: line.pane))
            try narrow(line.pane, to: filter, anchor: line.anchor, &state)
        }
    } catch {
        line.complaint = error.sentence
        replaceTop(.filter(line), &state.overlays)
    }
}

/// Sets the filter of a list. The selection stays if it matches, and otherwise moves to the best match.
func narrow(
    _ pane: Pane, to filter: ListFilter, anchor: FilterLine.Anchor?, _ state: inout State
) throws(FilterError) {
    let best = try state.take(.filter(filter), in: pane)
    guard !state.select(anchor, in: pane), !state.select(best, in: pane) else { return }
    state.selectFirst(in: pane)
}

private func closeFilterLine(restoring line: FilterLine, _ state: inout State) {
    state.overlays.dialogs.removeLast()
    if line.pane == .detail {
        if case .line(let offset)? = line.anchor { state.detail.offset = offset }
        // `try?`: the text was parsed before.
        state.overlays.search = line.before.isEmpty ? nil : try? DetailSearch(line.before)
        return
    }
    let present = state.standing(line.pane)?.filter.text
    guard present != line.before else { return }
    // `try?`: the previous filter is valid.
    let before = (try? ListFilter(line.before, fields: ListColumn.fields(of: line.pane))) ?? .everything
    // `try?`: the filter was fast enough before; if it no longer is, the list stays as it is.
    try? narrow(line.pane, to: before, anchor: line.anchor, &state)
}

/// Clears the filter of a list, or its facet if there is no filter.
///
/// - Returns: Whether there was one.
func clearNarrowing(_ pane: Pane, _ state: inout State) -> Bool {
    guard let standing = state.standing(pane), standing.isNarrowed else { return false }
    let anchor = state.anchor(in: pane)
    let wish: ListWish = standing.filter.isEmpty ? .facet(nil) : .filter(.everything)
    // `try?`: an empty filter cannot be too slow.
    _ = try? state.take(wish, in: pane)
    if !state.select(anchor, in: pane) { state.selectFirst(in: pane) }
    return true
}

/// Focuses a list and sets its filter, as in `:ops status=failed lamp`.
func filterList(_ pane: Pane, _ text: String, _ state: inout State) {
    focus(pane, &state)
    do throws(FilterError) {
        let filter = try ListFilter(text, fields: ListColumn.fields(of: pane))
        try narrow(pane, to: filter, anchor: state.anchor(in: pane), &state)
    } catch {
        note(.warning, error.sentence, &state)
    }
}
