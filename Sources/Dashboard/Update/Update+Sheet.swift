import MintDomain
import TerminalCore

/// Switches the focused list between thumbnails and rows.
func toggleSheet(_ state: inout State) -> [Effect] {
    guard let kind = state.focus.resourceKind else { return [] }
    if state.sheets.remove(kind) == nil { state.sheets.insert(kind) }
    let (list, shape) = (state.resources(kind), state.listShape(kind))
    return list.hasMore && list.count < shape.rows * shape.columns ? loadNextPage(kind, &state) : []
}

/// Selects the adjacent tile, continuing on the next line.
func moveInSheet(by step: Int, _ state: inout State) -> [Effect] {
    guard let kind = state.focus.resourceKind else { return [] }
    state.awaitedPages.remove(kind)
    state.followedLists.remove(kind)
    let list = state.resources(kind)
    let position = state.resourceCursor(kind).selected.flatMap(list.position(of:)) ?? 0
    select(position + step, kind, &state.lists)
    return loadAhead(kind, &state)
}

/// The layout of a contact sheet: as many equal tiles as fit, none narrower than the minimum.
struct SheetGeometry: Sendable, Hashable {
    private static let leastColumns = 16

    /// The number of tiles per line; at least one.
    let columns: Int
    /// The number of fully visible lines; at least one.
    let rows: Int
    /// The smallest tile, with its title; the remaining cells are distributed among the tiles.
    let tile: Size
    private let inside: Size

    init(_ inside: Size) {
        self.inside = inside
        columns = max(1, inside.columns / Self.leastColumns)
        let width = max(1, inside.columns / columns)
        // A picture ratio of 3:2, with cells twice as high as wide; limited by a low pane.
        let height = min(max(4, width * 2 / 5 + 1), max(1, inside.rows))
        rows = max(1, inside.rows / height)
        tile = Size(columns: width, rows: max(1, inside.rows / rows))
    }

    /// The picture's cells: one empty column on both sides, the title below.
    var picture: Size { Size(columns: tile.columns - 2, rows: tile.rows - 1) }

    func area(of index: Int, in area: Rect) -> Rect {
        let (column, row) = (index % columns, index / columns)
        func start(_ position: Int, _ room: Int, _ count: Int) -> Int { position * room / count }
        let (left, top) = (start(column, inside.columns, columns), start(row, inside.rows, rows))
        return Rect(
            column: area.column + left, row: area.row + top,
            columns: start(column + 1, inside.columns, columns) - left, rows: start(row + 1, inside.rows, rows) - top)
    }
}

extension State {
    func listShape(_ kind: ResourceKind) -> (rows: Int, columns: Int) {
        guard sheets.contains(kind), let area = layout.panes[kind.pane] else {
            return (rowCount(of: kind.pane), 1)
        }
        let inside = area.inset(columns: 1, rows: 1).splitBottom(lineRows(of: kind.pane)).rest
        let geometry = SheetGeometry(inside.size)
        return (geometry.rows, geometry.columns)
    }
}
