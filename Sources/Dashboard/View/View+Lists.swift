import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// The Operations pane, or the Jobs pane.
    mutating func tracked(_ pane: Pane, _ state: State, _ area: Rect) {
        guard let list = state.tracked(pane) else { return }
        let (rows, offset) = (list.rows, list.cursor.offset)
        let inside = listFrame(pane, state, area, count: rows.count, offset: offset, shown: max(0, area.rows - 2))
        if let until = list.orderHeldUntil, rows.displacedCount > 0 { times.expect(until) }
        if rows.count == 0 { return pane == .jobs ? emptyJobs(state, inside) : emptyOperations(state, inside) }
        for row in 0..<min(inside.rows, max(0, rows.count - offset)) {
            let id = rows.id(at: offset + row)
            guard let operation = rows[id: id] else { continue }
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            trackedRow(operation, pane, state, line, isSelected: id == list.cursor.selected)
            hits.add(.row(pane, id), line)
        }
    }

    /// The Worlds or the Models pane.
    mutating func resources(_ kind: ResourceKind, _ state: State, _ area: Rect) {
        let list = state.resources(kind)
        let cursor = state.resourceCursor(kind)
        let shape = state.listShape(kind)
        let inside = listFrame(
            kind.pane, state, area, count: list.count, offset: cursor.offset, shown: shape.rows * shape.columns)
        if list.count == 0 { return emptyResources(list, state, inside) }
        if state.sheets.contains(kind) { return sheet(list, cursor, state, inside) }
        for row in 0..<min(inside.rows, max(0, list.count - cursor.offset)) {
            let resource = list.items[cursor.offset + row]
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            resourceRow(resource, state, line, isSelected: resource.id == cursor.selected)
            hits.add(.resource(kind, resource.id), line)
        }
    }

    /// Frame, title, count and position of a list; the other lists as tabs where they are not on the screen.
    private mutating func listFrame(
        _ pane: Pane, _ state: State, _ area: Rect, count: Int, offset: Int, shown rows: Int
    ) -> Rect {
        let isFocused = state.focus == pane
        // Where the other lists are not on the screen, they are tabs in its frame.
        let isAlone = state.layout.panes.count > 2
        let titles = [true, false].map { listTitle(pane, isAlone ? [pane] : state.listPanes, hasCounts: $0, state) }
        let title = titles.first { $0.columns <= area.columns - 4 } ?? listTitle(pane, [pane], hasCounts: true, state)
        if !isAlone { listTitleHits(title, state.listPanes, area) }
        var note = isAlone ? StyledLine(" \(state.countText(pane)) ", .secondary) : nil
        let chips = state.chips(of: pane)
        if !chips.isEmpty {
            note = StyledLine(chips.flatMap { [.init(" \($0) ", .chip), .init("─", .border)] })
            if isAlone {
                note?.append(" \(state.countText(pane)) ", .secondary)
            } else {
                note?.spans.removeLast()
            }
        }
        if isAlone, state.hasFailed(pane) {
            note = StyledLine([.init(" ✖ old ", .error), .init(" \(state.countText(pane)) ", .secondary)])
        }
        var foot: StyledLine?
        if count > rows, rows > 0 {
            let last = min(count, offset + rows)
            foot = StyledLine(" \(offset + 1)–\(last) / \(state.countText(pane)) ", .secondary)
        }
        return frame(area, title: title, note: note, foot: foot, role: isFocused ? .borderFocused : .border)
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
        canvas.write(
            resource.title, column: area.column + 3, row: area.row, limit: max(0, textEnd - area.column - 3),
            style: style(isStale ? .stale : .text, on: surface))
    }

    /// Fills the row of a selection and says what text on it is drawn on.
    ///
    /// Without the focus a bar marks the row too, where it is what the detail is about and what the keys act on.
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
    /// What is unusual about a list of tracked operations now.
    fileprivate func chips(of pane: Pane) -> [SafeText] {
        guard let list = tracked(pane) else { return [] }
        var chips: [SafeText] = []
        let range = list.marks.isRangeOpen ? "range · " : ""
        if !list.marks.isEmpty { chips.append("\(range)\(list.marks.count) marked") }
        let displaced = list.rows.displacedCount
        if displaced > 0 { chips.append("order held · \(displaced) moved") }
        return chips
    }

    /// Whether what is shown may be out of date because the server does not answer.
    var isStale: Bool { link.isStale }

    /// Whether the newest try to read a list failed, where the header does not say so.
    fileprivate func hasFailed(_ pane: Pane) -> Bool {
        if pane == .jobs { return jobsLink.isStale }
        guard let kind = pane.resourceKind, case .failed = resources(kind).phase else { return false }
        return true
    }

    /// How many rows a list has; `+` when the server has more.
    func countText(_ pane: Pane) -> SafeText {
        guard let kind = pane.resourceKind else { return "\(tracked(pane)?.rows.count ?? 0)" }
        let list = resources(kind)
        return "\(list.count)\(list.hasMore ? "+" : "")"
    }
}

extension Pane {
    var name: SafeText {
        switch self {
        case .operations: "Operations"
        case .worlds: "Worlds"
        case .models: "Models"
        case .jobs: "Jobs"
        case .detail: "Detail"
        }
    }
}

extension LinkState {
    /// Whether the server as a whole does not answer.
    var isStale: Bool {
        if case .retrying(let problem, _, _) = self { problem.isServerWide } else { false }
    }
}
