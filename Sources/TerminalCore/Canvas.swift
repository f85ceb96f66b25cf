/// A grid of cells to draw on, as a value.
///
/// It always has columns × rows cells; drawing outside is clipped. A wide glyph takes two cells; covering one half
/// blanks the other, so that no half ever shows.
package struct Canvas: Sendable, Hashable {
    package let size: Size
    /// Row by row.
    package private(set) var cells: [Cell]
    /// The cells that are links; they never overlap.
    package var links: [CanvasLink] = []

    package init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: Cell(style: style), count: size.columns * size.rows)
    }

    package var bounds: Rect { Rect(size) }

    /// The cell at a position; blank outside the grid.
    package subscript(column: Int, row: Int) -> Cell {
        guard bounds.contains(Point(column: column, row: row)) else { return Cell() }
        return cells[row * size.columns + column]
    }

    package mutating func fill(_ area: Rect, _ style: Style) {
        for (row, columns) in rows(of: area) {
            for column in columns {
                place(Cell(style: style), column: column, row: row)
            }
        }
    }

    /// Changes the background of the rectangle; keeps text and colors.
    package mutating func tint(_ area: Rect, _ background: Color) {
        restyle(area) { $0.on(background) }
    }

    package mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
        for (row, columns) in rows(of: area) {
            for column in columns {
                let index = row * size.columns + column
                cells[index].style = change(cells[index].style)
            }
        }
    }

    /// The visible part of the rectangle, row by row.
    private func rows(of area: Rect) -> some Sequence<(row: Int, columns: Range<Int>)> {
        let first = min(max(0, area.column), size.columns)
        let columns = first..<max(first, min(area.endColumn, size.columns))
        let top = min(max(0, area.row), size.rows)
        return (top..<max(top, min(area.endRow, size.rows))).lazy.map { (row: $0, columns: columns) }
    }

    /// Writes one line, cut with `…` at `limit` columns or at the grid's right edge. Returns the written columns.
    @discardableResult
    package mutating func write(
        _ text: SafeText, column: Int, row: Int, limit: Int? = nil, style: Style
    ) -> Int {
        guard (0..<size.rows).contains(row) else { return 0 }
        let room = min(limit ?? Int.max, size.columns - column)
        guard room > 0 else { return 0 }
        var used = 0
        text.clipped(to: room).forEachGlyph { glyph in
            put(Cell(glyph: glyph, style: style), column: column + used, row: row)
            used += glyph.columns
        }
        return used
    }

    /// Writes one line that ends at `endColumn` (exclusive), cut at the left limit.
    @discardableResult
    package mutating func writeRight(
        _ text: SafeText, endColumn: Int, row: Int, limit: Int? = nil, style: Style
    ) -> Int {
        let text = limit.map { text.clipped(to: $0) } ?? text
        return write(text, column: endColumn - text.columns, row: row, style: style)
    }

    /// Copies one cell into the grid, for cell pictures and for copying canvases.
    ///
    /// A wide glyph also takes the next cell, and becomes a blank if that is outside the grid. The right half of a wide
    /// glyph is kept after that glyph, and becomes a blank elsewhere.
    package mutating func put(_ cell: Cell, column: Int, row: Int) {
        if cell.isContinuation {
            let left = self[column - 1, row].glyph.columns == 2
            place(Cell(style: cell.style, isContinuation: left), column: column, row: row)
        } else if cell.glyph.columns == 2 {
            let fits = column >= 0 && column + 1 < size.columns
            place(fits ? cell : Cell(style: cell.style), column: column, row: row)
            place(Cell(style: cell.style, isContinuation: fits), column: column + 1, row: row)
        } else {
            place(cell, column: column, row: row)
        }
    }

    /// Sets one cell and blanks the other half of a wide glyph it covers.
    private mutating func place(_ cell: Cell, column: Int, row: Int) {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return }
        let index = row * size.columns + column
        if cells[index].isContinuation, !cell.isContinuation, column > 0 {
            cells[index - 1].glyph = .space
        }
        if cells[index].glyph.columns == 2, column + 1 < size.columns {
            cells[index + 1].isContinuation = false
        }
        cells[index] = cell
    }
}
