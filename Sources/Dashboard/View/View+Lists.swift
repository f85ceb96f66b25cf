import FoundationEssentials
package import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the Operations pane or the Jobs pane.
    mutating func tracked(_ pane: Pane, _ state: State, _ area: Rect) {
        guard let list = state.tracked(pane) else { return }
        let (rows, offset) = (list.rows, list.cursor.offset)
        let inside = listFrame(pane, state, area, count: rows.count, offset: offset, shown: state.rowCount(of: pane))
        if let until = list.orderHeldUntil, rows.displacedCount > 0 { times.expect(until) }
        if rows.count == 0, rows.standing.total > 0 { return nothingPasses(pane, state, inside) }
        if rows.count == 0 { return pane == .jobs ? emptyJobs(state, inside) : emptyOperations(state, inside) }
        for row in 0..<min(inside.rows, max(0, rows.count - offset)) {
            let id = rows.id(at: offset + row)
            guard let operation = rows[id: id] else { continue }
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            trackedRow(operation, pane, state, line, isSelected: id == list.cursor.selected)
            hits.add(.row(pane, id), line)
        }
    }

    /// Draws the Worlds pane or the Models pane.
    mutating func resources(_ kind: ResourceKind, _ state: State, _ area: Rect) {
        let list = state.resources(kind)
        let cursor = state.resourceCursor(kind)
        let shape = state.listShape(kind)
        let inside = listFrame(
            kind.pane, state, area, count: list.count, offset: cursor.offset, shown: shape.rows * shape.columns)
        if list.count == 0, !list.items.isEmpty { return nothingPasses(kind.pane, state, inside) }
        if list.count == 0 { return emptyResources(list, state, inside) }
        if state.sheets.contains(kind) { return sheet(list, cursor, state, inside) }
        for row in 0..<min(inside.rows, max(0, list.count - cursor.offset)) {
            let resource = list.item(at: cursor.offset + row)
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            resourceRow(resource, state, line, isSelected: resource.id == cursor.selected)
            hits.add(.resource(kind, resource.id), line)
        }
    }

    /// Draws the frame, title, count and position of a list, with hidden lists as tabs.
    private mutating func listFrame(
        _ pane: Pane, _ state: State, _ area: Rect, count: Int, offset: Int, shown rows: Int
    ) -> Rect {
        let isFocused = state.focus == pane
        // Hidden lists are tabs in the frame.
        let isAlone = state.layout.panes.count > 2
        let room = area.columns - 4
        let titles = [true, false].map { listTitle(pane, isAlone ? [pane] : state.listPanes, hasCounts: $0, state) }
        let all = titles.filter { $0.columns <= room } + [listTitle(pane, [pane], hasCounts: true, state)]
        let notes = listNotes(pane, state, isAlone: isAlone, room: room)
        // The filter text has priority over the other parts.
        let fitting = all.lazy.compactMap { title in
            notes.first { $0.columns + title.columns + 1 <= room }.map { (title, $0) }
        }.first
        var foot: StyledLine?
        if count > rows, rows > 0 {
            let last = min(count, offset + rows)
            let all = state.standing(pane)?.isNarrowed == true ? "\(count)" : state.countText(pane)
            foot = StyledLine(" \(offset + 1)–\(last) / \(all) ", .secondary)
        }
        let title = fitting?.0 ?? all[0]
        if !isAlone { listTitleHits(title, state.listPanes, area) }
        let inside = frame(
            area, title: title, note: fitting?.1, foot: foot, role: isFocused ? .borderFocused : .border)
        return inside.splitBottom(state.lineRows(of: pane)).rest
    }

    /// Returns the notes at the right of a list's title: the longest first, then shorter ones.
    private func listNotes(_ pane: Pane, _ state: State, isAlone: Bool, room: Int) -> [StyledLine] {
        let count: StyledLine? = isAlone ? StyledLine(" \(state.countText(pane)) ", .secondary) : nil
        if isAlone, state.hasFailed(pane), state.standing(pane)?.isNarrowed != true {
            return [StyledLine([.init(" ✖ old ", .error), .init(" \(state.countText(pane)) ", .secondary)])]
        }
        let lines = [(40, false), (24, false), (14, false), (8, false), (8, true)].map {
            columns, isShort -> StyledLine in
            let chips = state.chips(of: pane, clippedTo: columns, isShort: isShort)
            guard !chips.isEmpty else { return count ?? .empty }
            var line = StyledLine(
                Array(chips.map { [StyledLine.Span(" \($0) ", .chip)] }.joined(separator: [.init("─", .border)])))
            if let count, state.standing(pane)?.isNarrowed != true { line.spans += [.init("─", .border)] + count.spans }
            return line
        }
        let short = [40, 20, 14, 10, 8, 6].compactMap { state.narrowingChip(of: pane, clippedTo: $0, isShort: true) }
        return (lines + short.map { StyledLine(" \($0) ", .chip) }).filter { !$0.spans.isEmpty }
    }

    private func listTitle(_ pane: Pane, _ shown: [Pane], hasCounts: Bool, _ state: State) -> StyledLine {
        var title = StyledLine()
        for (index, other) in shown.enumerated() {
            if index > 0 { title.append("│", .border) }
            let role: Role = other == pane ? (state.focus == pane ? .titleFocused : .title) : .secondary
            title.append(" \(other.rawValue) ", other == pane ? role : .keyHint)
            title.append("\(other.name) ", role)
            if shown.count > 1, hasCounts || other == pane { title.append("\(state.countText(other)) ", .secondary) }
        }
        return title
    }

    private mutating func resourceRow(_ resource: Resource, _ state: State, _ area: Rect, isSelected: Bool) {
        let surface = selectionSurface(
            isSelected, isFocused: state.focus == resource.kind.pane,
            isSubject: state.listFocus == resource.kind.pane, area)
        let look = StatusAppearance(resource)
        let isStale = state.isStale || state.resources(resource.kind).confirmedAt == nil
        let end = area.endColumn - 1
        let pane = resource.kind.pane
        if let shown = state.setup.shownColumns[pane] {
            canvas.write(
                look.glyph, column: area.column + 1, row: area.row, limit: 2,
                style: style(isStale ? .stale : look.role, on: surface))
            let room = Rect(column: area.column + 3, row: area.row, columns: area.columns - 4, rows: 1)
            return columnRow(shown, pane, state, room, on: surface) {
                $1.columnText($0, resource, state, isStale: isStale)
            }
        }
        canvas.write(
            look.glyph, column: area.column + 1, row: area.row, limit: 2,
            style: style(isStale ? .stale : look.role, on: surface))
        var textEnd = end
        if let word = pendingWord(resource, state) {
            canvas.writeRight(word, endColumn: end, row: area.row, style: style(.warning, on: surface))
            textEnd -= word.columns + 2
        } else if let created = resource.createdAt {
            let age = times.age(of: times.local(created))
            canvas.writeRight(age, endColumn: end, row: area.row, style: style(.secondary, on: surface))
            textEnd -= max(3, age.columns) + 2
        }
        writeFound(
            resource.title, .name, state, resource.kind.pane, column: area.column + 3, row: area.row,
            limit: max(0, textEnd - area.column - 3), isStale ? .stale : .text, on: surface)
    }

    /// Fills the row of a selection and returns the background of its text.
    ///
    /// Without the focus, a bar marks the row if the detail shows it and the keys act on it.
    mutating func selectionSurface(
        _ isSelected: Bool, isFocused: Bool, isSubject: Bool = true, _ area: Rect
    ) -> Role? {
        guard isSelected, isFocused || isSubject else { return nil }
        defer {
            if !isFocused {
                canvas.write(
                    "▌", column: area.column, row: area.row, style: style(.borderFocused, on: .selectedRowUnfocused))
            }
        }
        let surface: Role = isFocused ? .selectedRow : .selectedRowUnfocused
        canvas.fill(area, theme[surface])
        return surface
    }
}

extension State {
    /// Returns the chips for unusual states of a list.
    fileprivate func chips(of pane: Pane, clippedTo columns: Int, isShort: Bool) -> [SafeText] {
        var chips: [SafeText] = []
        if let list = tracked(pane) {
            let range = list.marks.isRangeOpen ? "range · " : ""
            // With very many marks, hidden ones are counted only for a decision.
            let hidden = list.marks.count <= 500 ? hiddenMarks(in: pane) : 0
            let isHidden = hidden > 0 ? " · \(hidden) hidden" : ""
            if !list.marks.isEmpty { chips.append("\(range)\(list.marks.count) marked\(isHidden)") }
            let displaced = list.rows.displacedCount
            if displaced > 0 { chips.append("order held · \(displaced) moved") }
        }
        if isFollowing(pane) { chips.append("follow") }
        if let order = standing(pane)?.order.text { chips.append(order) }
        if let narrowing = narrowingChip(of: pane, clippedTo: columns, isShort: isShort) { chips.append(narrowing) }
        return chips
    }

    /// Returns the filter with its counts: `failed /brass ⨯ 3 of 45`; for a partly loaded list, the loaded rows.
    fileprivate func narrowingChip(of pane: Pane, clippedTo columns: Int, isShort: Bool = false) -> SafeText? {
        guard let what = narrowing(of: pane, clippedTo: columns), let standing = standing(pane) else { return nil }
        guard !isShort else { return "\(what) \(countText(pane))" }
        return "\(what) ⨯ \(standing.shown) of \(standing.total)\(standing.hasMore ? " loaded" : "")"
    }

    private func isFollowing(_ pane: Pane) -> Bool {
        pane.resourceKind.map(followedLists.contains) ?? (tracked(pane)?.isFollowing == true)
    }

    /// Whether the shown data may be stale because the server does not answer.
    var isStale: Bool { mint.link.isStale }

    /// Whether the last read of a list failed and the header does not show that.
    fileprivate func hasFailed(_ pane: Pane) -> Bool {
        if pane == .jobs { return agent.link.isStale }
        guard let kind = pane.resourceKind, case .failed = resources(kind).phase else { return false }
        return true
    }

    /// Returns the number of rows, after the shown ones; `+` if the server has more.
    func countText(_ pane: Pane) -> SafeText {
        guard let standing = standing(pane) else { return "0" }
        return "\(standing.isNarrowed ? "\(standing.shown)/" : "")\(standing.total)\(standing.hasMore ? "+" : "")"
    }
}

extension LinkState {
    /// Whether the server does not answer any request.
    package var isStale: Bool {
        if case .retrying(let problem, _, _) = self { problem.isServerWide } else { false }
    }
}
