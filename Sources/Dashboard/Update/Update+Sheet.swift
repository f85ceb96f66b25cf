import MintDomain
import TerminalCore

/// Shows the list that has the focus as pictures, or as a list again.
func toggleSheet(_ state: inout State) {
    if let refusal = state.refusal(toRun: .sheet) { return note(.warning, refusal, &state) }
    guard let kind = state.focus.resourceKind else { return }
    if state.sheets.remove(kind) == nil { state.sheets.insert(kind) }
}

/// Goes to the tile beside the selected one, on into the next line.
func moveInSheet(by step: Int, _ state: inout State) -> [Effect] {
    guard let kind = state.focus.resourceKind, state.sheets.contains(kind) else {
        note(.warning, "This is for thumbnails (t).", &state)
        return []
    }
    state.awaitedPages.remove(kind)
    let list = state.resources(kind)
    let position = state.resourceCursor(kind).selected.flatMap(list.position(of:)) ?? 0
    select(position + step, kind, &state)
    return loadAhead(kind, &state)
}

/// How a contact sheet is laid out: as many equal tiles as fit, none narrower than it can be seen in.
struct SheetGeometry: Sendable, Hashable {
    /// The narrowest tile.
    private static let leastColumns = 16

    /// How many tiles stand side by side; at least one.
    let columns: Int
    /// How many lines of tiles are whole on the screen; at least one.
    let rows: Int
    /// A tile with its title.
    let tile: Size

    init(_ inside: Size) {
        columns = max(1, inside.columns / Self.leastColumns)
        let width = max(1, inside.columns / columns)
        // Three to two, as cells are twice as high as they are wide; a low pane has low tiles.
        let height = min(max(4, width * 2 / 5 + 1), max(1, inside.rows))
        rows = max(1, inside.rows / height)
        // What is left over makes the tiles higher instead of an empty edge.
        tile = Size(columns: width, rows: max(1, inside.rows / rows))
    }

    /// The cells of its picture: a column of air on both sides, the title below.
    var picture: Size { Size(columns: tile.columns - 2, rows: tile.rows - 1) }

    /// Where a tile goes.
    func area(of index: Int, in inside: Rect) -> Rect {
        Rect(
            column: inside.column + index % columns * tile.columns, row: inside.row + index / columns * tile.rows,
            columns: tile.columns, rows: tile.rows)
    }
}

extension State {
    /// How many lines and columns of things a list shows.
    func listShape(_ kind: ResourceKind) -> (rows: Int, columns: Int) {
        guard sheets.contains(kind), let area = layout.panes[kind.pane] else {
            return (layout.rowCount(of: kind.pane), 1)
        }
        let geometry = SheetGeometry(area.inset(columns: 1, rows: 1).size)
        return (geometry.rows, geometry.columns)
    }
}
