import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the filter line at the bottom of a pane, with the result or the error.
    mutating func filterLine(_ line: FilterLine, _ state: State) {
        guard let area = state.layout.panes[line.pane] else { return }
        let inside = area.inset(columns: 1, rows: 1)
        let rows = inside.splitBottom(state.lineRows(of: line.pane)).bottom
        guard rows.rows > 0 else { return }
        let complaint = line.complaintLines(columns: rows.columns - 2).prefix(rows.rows - 1)
        for (row, text) in complaint.enumerated() {
            let ground = Rect(column: rows.column, row: rows.row + row, columns: rows.columns, rows: 1)
            canvas.fill(ground, theme[.overlay])
            canvas.write(
                text, column: rows.column + 1, row: ground.row, limit: rows.columns - 2,
                style: style(.error, on: .overlay))
        }
        let field = rows.splitBottom(1).bottom
        canvas.fill(field, theme[.input])
        canvas.write("/", column: field.column, row: field.row, style: style(.keyHint, on: .input))
        let count = state.filterCount(line)
        let room = max(1, field.columns - 3 - count.columns)
        let shown = line.editor.layout(columns: room, rows: 1)
        canvas.write(shown.lines[0], column: field.column + 1, row: field.row, limit: room, style: theme[.input])
        if line.editor.text.isEmpty {
            let hint: SafeText = line.pane == .detail ? "text, or ~expression" : "words  ~expression  !not  field:value"
            canvas.write(
                hint, column: field.column + 2, row: field.row, limit: max(0, room - 2),
                style: style(.disabled, on: .input))
        }
        canvas.writeRight(
            count, endColumn: field.endColumn, row: field.row,
            style: style(line.complaint == nil ? .secondary : .error, on: .input))
        cursor = Point(column: field.column + 1 + shown.cursor.column, row: field.row)
    }

    /// Writes a column of a list with the filter's matches highlighted.
    mutating func writeFound(
        _ text: SafeText, _ field: ListColumn, _ state: State, _ pane: Pane, column: Int, row: Int, limit: Int,
        _ role: Role, on surface: Role?
    ) {
        canvas.write(text, column: column, row: row, limit: limit, style: style(role, on: surface))
        guard let filter = state.standing(pane)?.filter, !filter.isEmpty,
            let number = ListColumn.filtering(pane).firstIndex(of: field)
        else { return }
        let ranges = filter.highlights(in: text.string, field: number)
        show(ranges, in: text.clipped(to: limit), at: Point(column: column, row: row), on: surface)
    }

    /// Highlights the search matches in a line of the detail.
    mutating func show(_ search: DetailSearch, in line: StyledLine, isCurrent: Bool, at point: Point, limit: Int) {
        let text = line.plainText
        let ranges = search.filter.highlights(in: text, field: 0)
        guard !ranges.isEmpty else { return }
        show(ranges, in: SafeText(text).clipped(to: limit), at: point, on: nil)
        if isCurrent {
            canvas.write("▸", column: point.column - 1, row: point.row, style: style(.keyHint))
        }
    }

    /// Highlights byte ranges of a written text, as far as they are visible.
    private mutating func show(_ ranges: [Range<Int>], in written: SafeText, at point: Point, on surface: Role?) {
        guard !ranges.isEmpty else { return }
        let hit = surface.map { theme.style(.searchHit, on: $0) } ?? theme[.searchHit]
        let isCut = written.string.hasSuffix("…")
        let end = written.string.utf8.count - (isCut ? "…".utf8.count : 0)
        var (byte, column, next) = (0, point.column, 0)
        for scalar in written.string.unicodeScalars {
            guard byte < end, next < ranges.count else { return }
            let width = TextWidth.columns(of: scalar)
            if ranges[next].contains(byte), width > 0 {
                canvas.restyle(Rect(column: column, row: point.row, columns: width, rows: 1)) { _ in hit }
            }
            byte += UTF8.width(scalar)
            column += width
            while next < ranges.count, ranges[next].upperBound <= byte { next += 1 }
        }
    }

    /// Draws the reason why a list shows nothing: the filter, the hidden rows, and the key that shows them.
    mutating func nothingPasses(_ pane: Pane, _ state: State, _ area: Rect) {
        guard let standing = state.standing(pane) else { return }
        let isTyping = state.filterLine?.pane == pane
        var lines: [StyledLine] = []
        let hiddenByFacet = standing.total - standing.inFacet
        if let facet = standing.facet, hiddenByFacet > 0 || standing.filter.isEmpty {
            let word = facet.word(ofJobs: pane == .jobs)
            lines.append(StyledLine("Not \(word): \(hiddenByFacet) of \(standing.total) hidden.", .text))
        }
        if !standing.filter.isEmpty {
            let text = SafeText("/" + standing.filter.text).clipped(to: 24)
            let rest = standing.facet == nil ? standing.total : standing.inFacet
            let what: SafeText = rest == standing.total ? "all \(rest)" : "the other \(rest)"
            lines.append(StyledLine("Nothing matches \(text): \(what) hidden.", .text))
        }
        if standing.hasMore, pane.resourceKind == nil {
            lines.append(StyledLine("Reading the rest of the store…", .secondary))
        } else if standing.hasMore, !isTyping {
            lines.append(StyledLine([.init(".", .keyHint), .init("   loads more to look at", .secondary)]))
        }
        let marks = state.tracked(pane)?.marks.isEmpty == false && !isTyping
        let effect: SafeText =
            marks ? "unmarks, then shows them" : standing.filter.isEmpty ? "shows all" : "clears the filter"
        lines.append(hint("Esc", effect))
        let wrapped = lines.flatMap { line -> [StyledLine] in
            guard line.columns > area.columns - 2, line.spans.count == 1 else { return [line] }
            return SafeText.wrapped(line.plainText, columns: max(1, area.columns - 2)).map { StyledLine($0, .text) }
        }
        centered(wrapped, in: area)
    }
}

extension State {
    /// Returns the count of matches, for the end of the input line.
    fileprivate func filterCount(_ line: FilterLine) -> SafeText {
        if line.complaint != nil { return " ✖ " }
        guard line.pane != .detail else {
            guard let search = overlays.search, !search.filter.isEmpty else { return "" }
            return search.count == 0 ? " nothing " : " \((search.current ?? 0) + 1) of \(search.count) "
        }
        guard let standing = standing(line.pane) else { return "" }
        return " \(standing.shown) of \(standing.total)\(standing.hasMore ? " loaded" : "") "
    }

    /// The search text of the detail with the current match.
    var searchChip: SafeText? {
        guard let search = overlays.search, !search.filter.isEmpty, hasSearchableText else { return nil }
        let text = SafeText("/" + search.text).clipped(to: 20)
        guard search.place == searchPlace else { return text }
        return "\(text) ⨯ \(search.current.map { "\($0 + 1) of " } ?? "")\(search.count)"
    }
}
