import FoundationEssentials
import MintDomain
import TerminalCore

/// The time, in seconds, for which a list keeps its order after a movement.
let orderHoldSeconds = 3.0

func move(_ movement: Movement, _ state: inout State) -> [Effect] {
    switch state.focus.content {
    case .tracked(let service):
        let height = state.rowCount(of: state.focus)
        state.lists.change(service) { list in
            move(movement, &list.cursor, in: list.rows, height: height)
            if let selected = list.cursor.selected { list.marks.extendRange(to: selected, in: list.rows) }
        }
        holdOrder(&state)
    case .resources(let kind):
        state.awaitedPages.remove(kind)
        state.followedLists.remove(kind)
        let shape = state.listShape(kind)
        state.lists.change(kind) {
            move(movement, &$0.cursor, in: $0.list, height: shape.rows, columns: shape.columns)
        }
        return loadAhead(kind, &state)
    case .detail: moveInDetail(movement, &state)
    }
    return []
}

/// Holds the order of the focused list for `orderHoldSeconds`.
func holdOrder(_ state: inout State) {
    let until = state.now.addingTimeInterval(orderHoldSeconds)
    state.changeTracked(state.focus) { $0.holdOrder(until: until) }
}

private func move<Source: RowSource>(
    _ movement: Movement, _ cursor: inout ListCursor<Source.RowID>, in rows: Source, height: Int, columns: Int = 1
) {
    switch movement {
    case .first: cursor.moveTo(0, in: rows)
    case .last: cursor.moveTo(rows.count - 1, in: rows)
    default:
        let lines = movement.step(height: height)
        cursor.move(by: rows.step(lines, from: cursor.selected, columns: columns), in: rows)
    }
}

extension RowSource {
    /// The position change for that many lines; with several columns, the column stays the same.
    fileprivate func step(_ lines: Int, from selected: RowID?, columns: Int) -> Int {
        guard columns > 1, let position = selected.flatMap(position(of:)) else { return lines }
        let last = max(0, count - 1) / columns
        let line = min(max(0, position / columns + lines), last)
        return min(line * columns + position % columns, max(0, count - 1)) - position
    }
}

/// Requests the next page when the cursor is near the end of the loaded rows.
func loadAhead(_ kind: ResourceKind, _ state: inout State) -> [Effect] {
    let list = state.resources(kind)
    guard let id = state.resourceCursor(kind).selected, let position = list.position(of: id) else { return [] }
    guard position >= list.count - 3 * state.listShape(kind).columns, list.hasMore else { return [] }
    return loadNextPage(kind, &state)
}

/// Selects the first row of the next server page, loaded if needed (`.`), or goes back a page (`,`).
func turnPage(forward: Bool, _ state: inout State) -> [Effect] {
    guard let kind = state.focus.resourceKind else { return [] }
    let list = state.resources(kind)
    let cursor = state.resourceCursor(kind)
    state.followedLists.remove(kind)
    // Filtered or sorted rows do not follow the server's pages.
    if list.isRearranged { return loadMore(forward: forward, kind, &state) }
    let position = cursor.selected.flatMap(list.position(of:)) ?? 0
    if forward {
        if let start = list.pageStarts.first(where: { $0 > position }) {
            select(start, kind, &state.lists)
            return []
        }
        let effects = loadNextPage(kind, &state)
        if list.isLoading || !effects.isEmpty {
            state.awaitedPages.insert(kind)
        } else {
            select(list.count - 1, kind, &state.lists)
            if !list.hasMore { note(.warning, "This is the last page.", &state) }
        }
        return effects
    }
    let page = list.pageStarts.last { $0 <= position } ?? 0
    select(list.pageStarts.last { $0 < page } ?? 0, kind, &state.lists)
    return []
}

/// Selects the first row of a newly loaded page and scrolls it to the top.
func goToPage(from start: Int, _ kind: ResourceKind, _ state: inout State) {
    guard start < state.resources(kind).count, !state.resources(kind).isRearranged else { return }
    // Moving to the end first puts the page's first row at the top.
    let shape = state.listShape(kind)
    select(start + shape.rows * shape.columns - 1, kind, &state.lists)
    settle(&state)
    select(start, kind, &state.lists)
}

/// Loads rows that the filter has not seen (`.`), or goes to the first row (`,`).
private func loadMore(forward: Bool, _ kind: ResourceKind, _ state: inout State) -> [Effect] {
    guard forward else {
        select(0, kind, &state.lists)
        return []
    }
    let effects = loadNextPage(kind, &state)
    if effects.isEmpty, !state.resources(kind).isLoading, !state.resources(kind).hasMore {
        note(.warning, "All of it is loaded.", &state)
    }
    return effects
}

func select(_ position: Int, _ kind: ResourceKind, _ lists: inout ListPanes) {
    lists.change(kind) { $0.cursor.moveTo(position, in: $0.list) }
}

/// Scrolls the detail; on the Assets tab, moves the file cursor.
func scrollDetail(by lines: Int, _ state: inout State) {
    if state.detail.tab == .assets { return moveInDetail(.lines(lines.signum()), &state) }
    moveInDetail(.lines(lines), &state)
}

private func moveInDetail(_ movement: Movement, _ state: inout State) {
    let height = max(1, state.layout.detailArea.rows - state.lineRows(of: .detail))
    if state.detail.tab == .assets {
        let last = max(0, state.selectedAssets.count - 1)
        state.detail.asset = movement.target(from: state.detail.asset, last: last, height: height)
    } else if !state.showsPicture {
        let count = DetailContent.lines(of: state, columns: state.layout.detailArea.columns).count
        let last = max(0, count - height)
        state.detail.offset = movement.target(from: state.detail.offset, last: last, height: height)
    }
}
