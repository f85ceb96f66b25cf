import MintDomain
import TerminalCore
import Theming

extension Painter {
    mutating func help(_ page: HelpPage, _ state: State) {
        let outside = HelpContent.area(in: state.size)
        let entries = HelpContent.entries(of: state, query: page.query)
        let height = min(HelpContent.height(in: state.size), page.query.isEmpty ? entries.count : .max)
        let inside = box(
            Size(columns: outside.columns - 4, rows: height + 2), title: "Keys", state: state,
            foot: hints(page))
        let (search, rest) = inside.splitTop(1)
        let (list, about) = rest.splitBottom(1)
        let offset = HelpContent.offset(page, entries, height: list.rows)
        let end = min(entries.count, offset + list.rows)
        searchLine(page, list.rows < entries.count ? "\(offset + 1)–\(end) / \(entries.count)" : "", search)
        let keyColumns = min(
            24, list.columns / 2, max(14, entries.lazy.compactMap(\.keyColumns).max().map { $0 + 2 } ?? 0))
        for (row, entry) in entries.dropFirst(offset).prefix(list.rows).enumerated() {
            let line = Rect(column: list.column, row: list.row + row, columns: list.columns, rows: 1)
            helpLine(entry, page, state, keyColumns: keyColumns, line)
        }
        if entries.isEmpty {
            draw(
                StyledLine("No matching keys.", .secondary), column: list.column, row: list.row,
                limit: list.columns, on: .overlay)
        }
        draw(aboutLine(page, state), column: about.column, row: about.row, limit: about.columns, on: .overlay)
    }

    private func hints(_ page: HelpPage) -> StyledLine {
        StyledLine([
            .init(" ↑↓", .keyHint), .init(" choose  ", .secondary), .init("Enter", .keyHint),
            .init(" runs it  ", .secondary), .init("Esc", .keyHint),
            .init(page.query.isEmpty ? " closes " : " shows all ", .secondary),
        ])
    }

    private mutating func searchLine(_ page: HelpPage, _ position: SafeText, _ area: Rect) {
        canvas.fill(area, theme[.input])
        let shown = page.editor.layout(columns: max(1, area.columns - 12), rows: 1)
        canvas.write("/", column: area.column, row: area.row, style: style(.keyHint, on: .input))
        canvas.write(
            shown.lines[0], column: area.column + 1, row: area.row, limit: area.columns - 1, style: theme[.input])
        if page.query.isEmpty {
            canvas.write(
                "type to search", column: area.column + 2, row: area.row, limit: area.columns - 2,
                style: style(.disabled, on: .input))
        }
        canvas.writeRight(position, endColumn: area.endColumn, row: area.row, style: style(.disabled, on: .input))
        cursor = Point(column: area.column + 1 + shown.cursor.column, row: area.row)
    }

    private mutating func helpLine(
        _ entry: HelpEntry, _ page: HelpPage, _ state: State, keyColumns: Int, _ area: Rect
    ) {
        switch entry {
        case .empty: break
        case .heading(let text):
            draw(StyledLine(text, .heading), column: area.column, row: area.row, limit: area.columns, on: .overlay)
        case .dialogKey(let keys, let text):
            helpLine(keys, text, keyColumns: keyColumns, area, on: .overlay, isPossible: true)
        case .binding(let binding):
            let isSelected = page.selected == binding.command
            let surface = selectionSurface(isSelected, isFocused: true, area) ?? .overlay
            let id = SafeText(binding.id)
            // The settings use the id; without space, the description takes precedence.
            let hasID = area.columns >= 86
            let line = hasID ? area.splitLeft(area.columns - 28).left : area
            helpLine(
                binding.keys.isEmpty ? binding.command.typedName : binding.keyNames, binding.help,
                keyColumns: keyColumns, line,
                on: surface, isPossible: state.refusal(toRun: binding.command) == nil)
            if hasID {
                canvas.write(
                    id, column: area.endColumn - 27, row: area.row, limit: 27, style: style(.disabled, on: surface))
            }
        }
    }

    private mutating func helpLine(
        _ keys: SafeText, _ text: SafeText, keyColumns: Int, _ area: Rect, on surface: Role, isPossible: Bool
    ) {
        canvas.write(
            keys, column: area.column + 1, row: area.row, limit: keyColumns - 2, style: style(.keyHint, on: surface))
        canvas.write(
            text, column: area.column + keyColumns, row: area.row, limit: max(0, area.columns - keyColumns),
            style: style(isPossible ? .text : .disabled, on: surface))
    }

    /// Returns the effect of Enter, or the reason why it has none.
    private func aboutLine(_ page: HelpPage, _ state: State) -> StyledLine {
        if let complaint = page.complaint { return StyledLine(SafeText("! ") + complaint, .warning) }
        guard let command = page.selected else { return .empty }
        if let refusal = state.refusal(toRun: command) { return StyledLine(refusal, .secondary) }
        var line = StyledLine([.init("Enter", .keyHint), .init(" \(command.title)", .secondary)])
        if command.group == .act, !state.actsOnMarks, case .operation(let id)? = page.subject {
            line.append(" \(id.rawValue)", .heading)
        }
        return line
    }
}

extension HelpEntry {
    /// The width of its keys; nil without keys.
    fileprivate var keyColumns: Int? {
        switch self {
        case .binding(let binding): (binding.keys.isEmpty ? binding.command.typedName : binding.keyNames).columns + 1
        case .dialogKey(let keys, _): keys.columns + 1
        case .heading, .empty: nil
        }
    }
}
