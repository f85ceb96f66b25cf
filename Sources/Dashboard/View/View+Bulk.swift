import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws a bulk decision: the number of operations, the first ones, the excluded ones, and the number to type.
    mutating func bulk(_ bulk: BulkConfirmation, _ state: State) {
        let columns = min(72, canvas.size.columns - 4)
        let verb = bulk.verb.title
        let notes = bulkNotes(bulk, SafeText(bulk.verb.confirmation?.bulkConsequence ?? ""), columns: columns)
        // The rows for the frame, the question, the answer and the space between them.
        let room = max(1, min(6, canvas.size.rows - notes.count - 9))
        var lines = [
            StyledLine([
                .init("\(verb) ", .text), .init(bulk.countText, .heading),
                .init(" on \(state.badge.name)?", .text),
            ]), .empty,
        ]
        let isCut = bulk.ids.count > room
        for id in bulk.ids.prefix(isCut ? room - 1 : room) { lines.append(bulkRow(id, state, columns: columns)) }
        if isCut { lines.append(StyledLine("  and \(bulk.ids.count - room + 1) more", .secondary)) }
        lines.append(.empty)
        lines += notes
        let isDanger = bulk.verb == .cancel
        let area = box(
            Size(columns: columns, rows: lines.count + (bulk.asksForCount ? 3 : 2)),
            title: "\(verb) \(bulk.countText)", state: state,
            isDanger: isDanger)
        draw(lines, in: area, on: .overlay)
        let (row, isReady) = (area.endRow - 1, bulk.asksForCount ? bulk.countMatches : bulk.isConfirmFocused)
        if bulk.asksForCount { countField(bulk, area, row: row - 1) }
        let isSafe = bulk.asksForCount ? bulk.typed.isEmpty : !bulk.isConfirmFocused
        let key: SafeText = bulk.asksForCount ? "Enter" : "y"
        buttons(
            [("Back  Esc", isSafe), ("\(verb) \(bulk.ids.count)  \(key)", isReady && !isSafe)], in: area, row: row
        )
    }

    private func bulkRow(_ id: OperationID, _ state: State, columns: Int) -> StyledLine {
        guard let row = state.operations[id: id] else { return StyledLine("  \(id.rawValue)", .text) }
        let look = StatusAppearance(row)
        let name = SafeText(id.rawValue).clipped(to: 24)
        let title = row.title.clipped(to: max(0, columns - name.columns - 6))
        let gap = SafeText(" ").repeated(max(2, columns - 4 - title.columns - name.columns))
        return StyledLine([
            .init("  \(look.glyph) ", look.role), .init(title, .text), .init(gap, .text), .init(name, .secondary),
        ])
    }

    private func bulkNotes(_ bulk: BulkConfirmation, _ consequence: SafeText, columns: Int) -> [StyledLine] {
        var notes: [(SafeText, Role)] = []
        if bulk.hidden > 0 {
            notes.append(
                ("\(bulk.hidden) of these \(bulk.hidden == 1 ? "is" : "are") hidden by \(bulk.hiddenBy).", .warning))
        }
        if !bulk.leftAlone.isEmpty {
            notes.append(("Left alone: \(named(bulk.leftAlone)).", .secondary))
        }
        if !bulk.dropped.isEmpty {
            notes.append(("Dropped just now: \(named(bulk.dropped)).", .warning))
        }
        notes.append(bulk.ids.isEmpty ? ("Nothing is left to do.", .warning) : (consequence, .secondary))
        return notes.flatMap { text, role in
            SafeText.wrapped(text.string, columns: columns).prefix(2).map { StyledLine($0, role) }
        }
    }

    private mutating func countField(_ bulk: BulkConfirmation, _ area: Rect, row: Int) {
        let label: SafeText = "Type \(bulk.ids.count) to confirm: "
        let field = Rect(column: area.column + label.columns, row: row, columns: 9, rows: 1)
        canvas.write(label, column: area.column, row: row, style: style(.text, on: .overlay))
        canvas.fill(field, theme[.input])
        // In themes where fields have no background of their own, brackets mark them.
        if theme[.input].background == theme[.overlay].background {
            canvas.write("[", column: field.column, row: row, style: theme[.input])
            canvas.write("]", column: field.endColumn - 1, row: row, style: theme[.input])
        }
        canvas.write(SafeText(bulk.typed), column: field.column + 1, row: row, limit: 7, style: theme[.input])
        cursor = Point(column: field.column + 1 + bulk.typed.count, row: row)
        guard let complaint = bulk.complaint else { return }
        let room = area.endColumn - field.endColumn - 2
        let isBeside = complaint.columns <= room
        canvas.write(
            complaint, column: isBeside ? field.endColumn + 2 : area.column, row: isBeside ? row : row - 1,
            limit: isBeside ? room : area.columns, style: style(.error, on: .overlay))
    }
}

extension BulkConfirmation {
    fileprivate var countText: SafeText { ids.count == 1 ? "1 operation" : "\(ids.count) operations" }
}
