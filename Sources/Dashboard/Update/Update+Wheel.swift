import FoundationEssentials
import MintDomain
import TerminalCore

/// Scrolls the target under the mouse; negative is up.
func wheelTurned(over target: HitTarget, by lines: Int, _ state: inout State) -> [Effect] {
    let isDown = lines > 0
    switch target {
    case .pane(.detail), .tab, .file: scrollDetail(by: lines, &state)
    case .pane(let pane), .row(let pane, _): return scroll(pane, by: lines, &state)
    case .resource(let kind, _): return scroll(kind.pane, by: lines, &state)
    case .desk:
        for _ in 0..<lines.magnitude { _ = perform(isDown ? .moveDown : .moveUp, &state) }
    case .viewer: return perform(isDown ? .zoomOut : .zoomIn, &state)
    case .dialog, .entry, .key, .button: return scrollDialog(by: lines, &state)
    case .split, .command, .completion, .field: break
    }
    return []
}

/// Scrolls a list without changing the focus; the cursor moves only to stay visible.
private func scroll(_ pane: Pane, by lines: Int, _ state: inout State) -> [Effect] {
    if let kind = pane.resourceKind {
        let shape = state.listShape(kind)
        // One notch scrolls one line of tiles.
        let step = shape.columns > 1 ? lines.signum() : lines
        state.lists.change(kind) {
            $0.cursor.scroll(by: step, in: $0.list, height: shape.rows, columns: shape.columns)
        }
        return loadAhead(kind, &state)
    }
    let height = state.layout.rowCount(of: pane)
    let until = state.now.addingTimeInterval(orderHoldSeconds)
    state.changeTracked(pane) { list in
        list.cursor.scroll(by: lines, in: list.rows, height: height)
        if let selected = list.cursor.selected { list.marks.extendRange(to: selected, in: list.rows) }
        list.holdOrder(until: until)
    }
    return []
}

private func scrollDialog(by lines: Int, _ state: inout State) -> [Effect] {
    let key = Key(lines > 0 ? .down : .up)
    let count: Int
    switch state.overlays.dialogs.last {
    case .help, .requestLog: count = abs(lines)
    case .menu, .copy: count = 1
    default: return []
    }
    return (0..<count).flatMap { _ in state.overlays.dialogs.last.map { dialogKey(key, $0, &state) } ?? [] }
}

/// Handles a drag: moves the border, or rotates the view.
func dragged(_ target: HitTarget, from start: Point, to end: Point, _ state: inout State) {
    switch target {
    case .split: moveSplit(to: end, &state)
    case .viewer:
        let (columns, rows) = (end.column - start.column, end.row - start.row)
        // Dragging left moves the view to the right. A cell is twice as high as wide.
        for _ in 0..<min(12, columns.magnitude / 2) { _ = perform(columns > 0 ? .turnLeft : .turnRight, &state) }
        for _ in 0..<min(12, rows.magnitude) { _ = perform(rows > 0 ? .turnUp : .turnDown, &state) }
    default: break
    }
}

/// Moves the border of the detail to the mouse, within the minimum sizes of both sides.
private func moveSplit(to point: Point, _ state: inout State) {
    let layout = state.layout
    guard let detail = layout.panes[.detail] else { return }
    guard layout.split != nil else { return }
    switch layout.placement {
    case .beside: state.setup.splits.setColumns(point.column + 1, of: detail.endColumn)
    case .below:
        let top = layout.header.endRow
        state.setup.splits.setRows(point.row + 1 - top, of: detail.endRow - top)
    }
}
