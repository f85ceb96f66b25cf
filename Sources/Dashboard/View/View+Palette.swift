import TerminalCore
import Theming

extension Painter {
    /// Draws the command line at the bottom, with the completions above it.
    mutating func palette(_ palette: Palette, _ state: State) {
        let (above, line) = canvas.bounds.splitBottom(1)
        let found = state.completions(of: palette.query)
        // An error needs no list with the same text.
        let isRepeated = palette.complaint != nil && palette.complaint == found.first?.note
        completions(isRepeated ? [] : found, palette, state, above)
        canvas.fill(line, theme[.input])
        canvas.write(":", column: line.column, row: line.row, style: style(.keyHint, on: .input))
        let room = max(1, line.columns - 2)
        let shown = palette.editor.layout(columns: room, rows: 1)
        var column = line.column + 1
        column += canvas.write(shown.lines[0], column: column, row: line.row, limit: room, style: theme[.input])
        cursor = Point(column: line.column + 1 + shown.cursor.column, row: line.row)
        let rest = palette.rest(first: found.first)
        canvas.write(
            rest, column: column, row: line.row, limit: max(0, line.endColumn - column),
            style: style(.disabled, on: .input))
    }

    private mutating func completions(_ found: [Completion], _ palette: Palette, _ state: State, _ room: Rect) {
        let columns = min(room.columns, 92)
        let complaint = palette.complaint.map { SafeText.wrapped($0.string, columns: columns - 4).prefix(2) } ?? []
        let rows = min(10, found.count, room.rows - 2 - complaint.count)
        let height = max(rows, complaint.isEmpty ? 1 : 0) + complaint.count + 2
        guard room.rows >= height, columns >= 20 else { return }
        let area = Rect(column: 0, row: room.endRow - height, columns: columns, rows: height)
        canvas.fill(area, theme[.overlay])
        let line = TypedCommand(palette.query)
        let typed = line.hasEnded ? Command.named(line.name) : nil
        var title = StyledLine(" \(typed?.title ?? "Commands") ", .titleFocused)
        if !found.isEmpty { title.append("\(found.count) ", .secondary) }
        let inside = frame(
            area, title: title, note: state.badgeLine(columns: columns - 5 - title.columns), foot: paletteHints,
            role: .dialogBorder, on: .overlay
        ).inset(columns: 1, rows: 0)
        boxHits(area, foot: paletteHints)
        if found.isEmpty, complaint.isEmpty {
            draw(nothing(palette), column: inside.column, row: inside.row, limit: inside.columns, on: .overlay)
        }
        // Keeps the chosen entry visible.
        let first = max(0, (palette.chosen ?? 0) - rows + 1)
        let widest = found.map { $0.label.columns + ($0.placeholder?.columns ?? -1) + 1 }.max() ?? 0
        let labelColumns = min(widest + 2, inside.columns / 2)
        for (index, completion) in found.dropFirst(first).prefix(max(0, rows)).enumerated() {
            let line = Rect(column: area.column + 1, row: inside.row + index, columns: area.columns - 2, rows: 1)
            let surface = selectionSurface(first + index == palette.chosen, isFocused: true, line) ?? .overlay
            dialogHit({ .completion($0, completion.text) }, line)
            self.completion(completion, line.inset(columns: 1, rows: 0), labelColumns: labelColumns, on: surface)
        }
        for (index, text) in complaint.enumerated() {
            canvas.write(
                text, column: inside.column, row: inside.endRow - complaint.count + index, limit: inside.columns,
                style: style(.error, on: .overlay))
        }
    }

    private mutating func completion(_ completion: Completion, _ area: Rect, labelColumns: Int, on surface: Role) {
        var label = StyledLine()
        for (index, character) in completion.label.string.enumerated() {
            let role: Role =
                completion.hits.contains(index) ? .keyHint : completion.isPossible ? .text : .disabled
            label.append(SafeText(String(character)), role)
        }
        if let placeholder = completion.placeholder { label.append(" " + placeholder, .secondary) }
        draw(label, column: area.column, row: area.row, limit: labelColumns - 1, on: surface)
        let keys = completion.keys
        let noteRoom = area.columns - labelColumns - (keys.columns > 0 ? keys.columns + 2 : 0)
        canvas.write(
            completion.note, column: area.column + labelColumns, row: area.row, limit: max(0, noteRoom),
            style: style(completion.isPossible ? .secondary : .disabled, on: surface))
        canvas.writeRight(keys, endColumn: area.endColumn, row: area.row, style: style(.keyHint, on: surface))
    }

    private var paletteHints: StyledLine {
        StyledLine([
            .init(" Tab", .keyHint), .init(" completes  ", .secondary), .init("↑↓", .keyHint),
            .init(" history  ", .secondary), .init("Enter", .keyHint), .init(" runs  ", .secondary),
            .init("Esc", .keyHint), .init(" closes ", .secondary),
        ])
    }

    /// Returns the text for an empty list.
    private func nothing(_ palette: Palette) -> StyledLine {
        let typed = TypedCommand(palette.query)
        guard typed.hasEnded, let binding = Command.named(typed.name) else {
            return StyledLine("No command is called that.", .secondary)
        }
        return switch binding.argument {
        case .operations?: StyledLine("Ids of operations, or addresses that lead to them, apart by spaces.", .secondary)
        case .some: StyledLine("Not found.", .secondary)
        case nil: StyledLine("Nothing comes behind it.", .secondary)
        }
    }
}

extension Palette {
    /// Returns the completion of the line, drawn after the cursor.
    fileprivate func rest(first: Completion?) -> SafeText {
        let text = editor.text
        guard stem == nil, editor.isAtEnd, !text.isEmpty else { return "" }
        let typed = TypedCommand(text)
        if typed.hasEnded, typed.words.isEmpty, let argument = Command.named(typed.name)?.argument {
            return argument.placeholder
        }
        guard let first, first.text.lowercased().hasPrefix(text.lowercased()) else { return "" }
        return SafeText(first.text.dropFirst(text.count))
    }
}
