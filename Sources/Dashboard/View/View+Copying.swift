import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the copy menu: the letter, the name and the beginning of each text.
    mutating func copyMenu(_ menu: CopyMenu, _ state: State) {
        let columns = min(76, canvas.size.columns - 4)
        let rows = min(menu.entries.count, max(1, canvas.size.rows - 4))
        let foot = StyledLine([
            .init(" Enter", .keyHint), .init(" copies  ", .secondary), .init("Esc", .keyHint),
            .init(" back ", .secondary),
        ])
        let title = SafeText("Copy of ") + menu.title.clipped(to: max(8, columns / 2))
        let area = box(Size(columns: columns, rows: rows), title: title, state: state, foot: foot)
        let offset = max(0, menu.selected - area.rows + 1)
        let nameColumns = min((menu.entries.map(\.name.columns).max() ?? 0) + 2, area.columns / 2)
        for (index, entry) in menu.entries.dropFirst(offset).prefix(area.rows).enumerated() {
            let line = Rect(column: area.column - 1, row: area.row + index, columns: area.columns + 2, rows: 1)
            let surface = selectionSurface(offset + index == menu.selected, isFocused: true, line) ?? .overlay
            dialogHit({ .entry($0, offset + index) }, line)
            let key = SafeText(String(entry.letter))
            canvas.write(key, column: area.column, row: line.row, style: style(.keyHint, on: surface))
            canvas.write(
                entry.name, column: area.column + 3, row: line.row, limit: nameColumns - 1,
                style: style(.text, on: surface))
            let more: SafeText = entry.lines.count > 1 ? "  (\(entry.lines.count) lines)" : ""
            canvas.write(
                (entry.lines.first ?? "") + more, column: area.column + 3 + nameColumns, row: line.row,
                limit: max(0, area.columns - 3 - nameColumns), style: style(.secondary, on: surface))
        }
    }

    /// Draws a text without a frame from the first column, so that only the text is selected.
    mutating func selectable(_ text: SelectableText, _ state: State) {
        canvas.fill(canvas.bounds, theme[.overlay])
        let (head, below) = canvas.bounds.splitTop(1)
        let (area, foot) = below.splitBottom(1)
        canvas.write(
            "Not copied, \(text.what): \(text.reason).", column: head.column, row: head.row, limit: head.columns,
            style: style(.warning, on: .overlay))
        let rows = text.rows(columns: area.columns)
        for (row, line) in rows.dropFirst(text.offset).prefix(area.rows).enumerated() {
            canvas.write(line, column: 0, row: area.row + row, style: style(.text, on: .overlay))
        }
        let end = min(rows.count, text.offset + area.rows)
        var hints = StyledLine([.init("Esc", .keyHint), .init(" back", .secondary)])
        if rows.count > area.rows {
            hints.append("  ↑↓", .keyHint)
            hints.append(" \(text.offset + 1)–\(end) / \(rows.count)", .secondary)
        }
        hints.append("   the mouse selects text here", .secondary)
        draw(hints, column: foot.column, row: foot.row, limit: foot.columns, on: .overlay)
    }
}
