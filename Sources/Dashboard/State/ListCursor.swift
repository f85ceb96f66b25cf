/// The selected row, by identity, and the first visible row.
///
/// The selection follows its row when the order changes. When the row leaves the list, the row at its position is
/// selected.
package struct ListCursor<RowID: Hashable & Sendable>: Sendable, Hashable {
    package private(set) var selected: RowID?
    package private(set) var offset = 0
    /// The last position of the selected row, for when it leaves the list.
    private var lastPosition = 0
    /// The selection when the list became empty. It is restored if that row comes back.
    private var lastSelected: RowID?

    package init() {}

    mutating func select(_ id: RowID) {
        selected = id
    }

    /// Moves by that many rows, limited to the list.
    mutating func move<Source: RowSource>(by step: Int, in rows: Source) where Source.RowID == RowID {
        guard rows.count > 0 else { return }
        let position = selected.flatMap(rows.position(of:)) ?? lastPosition
        moveTo(position + step, in: rows)
    }

    /// Selects the row at that position, limited to the list.
    mutating func moveTo<Source: RowSource>(_ position: Int, in rows: Source) where Source.RowID == RowID {
        guard rows.count > 0 else { return }
        selected = rows.id(at: min(max(0, position), rows.count - 1))
    }

    /// Scrolls by that many lines. The selection moves only to stay visible, and keeps its column.
    mutating func scroll<Source: RowSource>(
        by lines: Int, in rows: Source, height: Int, columns: Int = 1
    ) where Source.RowID == RowID {
        guard rows.count > 0, let selected else { return }
        let (height, columns) = (max(1, height), max(1, columns))
        let lineCount = (rows.count + columns - 1) / columns
        let first = min(max(0, offset / columns + lines), max(0, lineCount - height))
        offset = first * columns
        let position = rows.position(of: selected) ?? lastPosition
        let line = min(max(position / columns, first), first + height - 1)
        if line != position / columns { moveTo(line * columns + position % columns, in: rows) }
    }

    /// Restores a visible selection after the rows or the height changed.
    ///
    /// With several columns, the rows fill each line from left to right, and the offset is always in the first column.
    mutating func settle<Source: RowSource>(
        in rows: Source, height: Int, columns: Int = 1
    ) where Source.RowID == RowID {
        guard rows.count > 0 else {
            (offset, lastPosition) = (0, 0)
            // Clear the selection so that no action applies to an invisible row.
            (lastSelected, selected) = (selected ?? lastSelected, nil)
            return
        }
        if selected == nil { selected = lastSelected }
        lastSelected = nil
        if selected.flatMap(rows.position(of:)) == nil {
            selected = rows.id(at: min(lastPosition, rows.count - 1))
        }
        guard let position = selected.flatMap(rows.position(of:)) else { return }
        lastPosition = position
        let (height, columns) = (max(1, height), max(1, columns))
        let (line, lineCount) = (position / columns, (rows.count + columns - 1) / columns)
        let first = min(max(offset / columns, line - height + 1), line)
        offset = min(first, max(0, lineCount - height)) * columns
    }
}
