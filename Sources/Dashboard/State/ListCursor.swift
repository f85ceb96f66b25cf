/// Which row is selected, by identity, and which is the first one on the screen.
///
/// The selected row stays selected wherever the order moves it; where it leaves the list, the row that took its
/// place is selected.
package struct ListCursor<RowID: Hashable & Sendable>: Sendable, Hashable {
    package private(set) var selected: RowID?
    /// The position of the first visible row.
    package private(set) var offset = 0
    /// Where the selected row stood last, for when it goes away.
    private var lastPosition = 0
    /// What was selected when the list became empty: it is selected again if it comes back.
    private var lastSelected: RowID?

    package init() {}

    mutating func select(_ id: RowID) {
        selected = id
    }

    /// Moves by that many rows and stops at both ends.
    mutating func move<Source: RowSource>(by step: Int, in rows: Source) where Source.RowID == RowID {
        guard rows.count > 0 else { return }
        let position = selected.flatMap(rows.position(of:)) ?? lastPosition
        moveTo(position + step, in: rows)
    }

    /// Selects the row at that position, or the nearest there is.
    mutating func moveTo<Source: RowSource>(_ position: Int, in rows: Source) where Source.RowID == RowID {
        guard rows.count > 0 else { return }
        selected = rows.id(at: min(max(0, position), rows.count - 1))
    }

    /// Moves what is seen by that many lines; the selection goes along only where it would be left behind, and keeps its
    /// column.
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

    /// Makes the cursor true again after the rows or the height changed: something is selected, and it is visible.
    ///
    /// With several columns the rows of the source stand side by side, and the offset is always that of a first column.
    mutating func settle<Source: RowSource>(
        in rows: Source, height: Int, columns: Int = 1
    ) where Source.RowID == RowID {
        guard rows.count > 0 else {
            (offset, lastPosition) = (0, 0)
            // What nobody sees is not acted on.
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
