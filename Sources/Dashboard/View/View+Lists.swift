import FoundationEssentials
package import MintDomain
package import TerminalCore
import Theming

extension Painter {
    /// The Operations pane.
    mutating func operations(_ state: State, _ area: Rect) {
        let list = state.operations
        let offset = state.operationCursor.offset
        let inside = listFrame(.operations, state, area, count: list.count, offset: offset)
        if let until = state.orderHeldUntil, list.displacedCount > 0 { times.expect(until) }
        if list.count == 0 { return emptyOperations(state, inside) }
        for row in 0..<min(inside.rows, max(0, list.count - offset)) {
            let id = list.id(at: offset + row)
            guard let operation = list[id: id] else { continue }
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            operationRow(operation, state, line, isSelected: id == state.operationCursor.selected)
        }
    }

    /// The Worlds or the Models pane.
    mutating func resources(_ kind: ResourceKind, _ state: State, _ area: Rect) {
        let list = state.resources(kind)
        let cursor = state.resourceCursor(kind)
        let inside = listFrame(kind.pane, state, area, count: list.count, offset: cursor.offset)
        if list.count == 0 { return emptyResources(list, inside) }
        for row in 0..<min(inside.rows, max(0, list.count - cursor.offset)) {
            let resource = list.items[cursor.offset + row]
            let line = Rect(column: inside.column, row: inside.row + row, columns: inside.columns, rows: 1)
            resourceRow(resource, state, line, isSelected: resource.id == cursor.selected)
        }
    }

    /// Frame, title, count and position of a list; the other lists as tabs where they are not on the screen.
    private mutating func listFrame(_ pane: Pane, _ state: State, _ area: Rect, count: Int, offset: Int) -> Rect {
        let isFocused = state.focus == pane
        var title = StyledLine()
        let shown = state.layout.form == .wide ? [pane] : Pane.lists
        for (index, other) in shown.enumerated() {
            if index > 0 { title.append("│", .border) }
            let role: Role = other == pane ? (isFocused ? .titleFocused : .title) : .secondary
            title.append(" \(other.rawValue) ", other == pane ? role : .keyHint)
            title.append("\(other.name) ", role)
            if shown.count > 1 { title.append("\(state.countText(other)) ", .secondary) }
        }
        var note = shown.count > 1 ? nil : StyledLine(" \(state.countText(pane)) ", .secondary)
        let chips = pane == .operations ? state.operationChips : []
        if !chips.isEmpty {
            note = StyledLine(chips.flatMap { [.init(" \($0) ", .chip), .init("─", .border)] })
            if shown.count == 1 {
                note?.append(" \(state.countText(pane)) ", .secondary)
            } else {
                note?.spans.removeLast()
            }
        }
        if let kind = pane.resourceKind, case .failed = state.resources(kind).phase, shown.count == 1 {
            note = StyledLine([.init(" ✖ old ", .error), .init(" \(state.countText(pane)) ", .secondary)])
        }
        var foot: StyledLine?
        let rows = max(0, area.rows - 2)
        if count > rows, rows > 0 {
            let last = min(count, offset + rows)
            foot = StyledLine(" \(offset + 1)–\(last) / \(state.countText(pane)) ", .secondary)
        }
        return frame(area, title: title, note: note, foot: foot, role: isFocused ? .borderFocused : .border)
    }

    private mutating func operationRow(_ row: TrackedOperation, _ state: State, _ area: Rect, isSelected: Bool) {
        let surface = selectionSurface(
            isSelected, isFocused: state.focus == .operations, isSubject: state.listFocus == .operations, area)
        let isStale = row.problem != nil || state.isStale
        let look = StatusAppearance(row)
        func role(_ role: Role) -> Role { isStale ? .stale : role }
        let end = area.endColumn - 1
        var column = area.column + 1
        if state.marks.contains(row.id) {
            canvas.write(markGlyph, column: area.column, row: area.row, style: style(.warning, on: surface))
        } else if let problem = row.problem, !problem.isServerWide {
            canvas.write("!", column: area.column, row: area.row, style: style(.error, on: surface))
        }
        let word = pendingWord(row, state) ?? look.word
        canvas.write(look.glyph, column: column, row: area.row, limit: 2, style: style(role(look.role), on: surface))
        canvas.write(word, column: column + 2, row: area.row, limit: 9, style: style(role(look.role), on: surface))
        column += 12
        let time = timeText(row, isStale: isStale)
        canvas.writeRight(time, endColumn: end, row: area.row, style: style(.secondary, on: surface))
        var textEnd = end - max(6, time.columns) - 2
        if area.columns >= 46, let kind = row.operation?.kind {
            canvas.write(kind.shortName, column: column, row: area.row, limit: 5, style: style(.secondary, on: surface))
            column += 6
        }
        if let code = row.operation?.failure?.code, textEnd - column > 40 {
            let text = SafeText(code).clipped(to: 22)
            canvas.writeRight(text, endColumn: textEnd, row: area.row, style: style(role(.statusFailed), on: surface))
            textEnd -= text.columns + 2
        }
        if !isStale, let estimate = estimate(row, state), textEnd - column > 30 {
            let text = estimate.isSlow ? "slow" : SafeText(estimate.fractionText)
            canvas.writeRight(text, endColumn: textEnd, row: area.row, style: style(.estimate, on: surface))
            textEnd -= max(6, text.columns) + 2
        }
        canvas.write(
            row.title, column: column, row: area.row, limit: max(0, textEnd - column),
            style: style(role(.text), on: surface))
    }

    /// What is on its way for the row, with the time a held decision has left.
    private mutating func pendingWord(_ row: TrackedOperation, _ state: State) -> SafeText? {
        pendingWord(state.outbox.last { $0.mutation.operationID == row.id }, state.inFlight[row.id])
    }

    /// What is on its way for a World or a Model.
    private mutating func pendingWord(_ resource: Resource, _ state: State) -> SafeText? {
        let reference = ResourceReference(type: resource.kind.rawValue, id: resource.id)
        guard let mutation = state.resourcesInFlight[reference] else { return nil }
        return pendingWord(state.outbox.last { $0.mutation.resource == reference }, mutation)
    }

    private mutating func pendingWord(_ item: OutboxItem?, _ mutation: Mutation?) -> SafeText? {
        switch item?.phase {
        case .held(let until)?: SafeText("held ") + times.until(until)
        case .offered?: "held"
        case .waiting?: "unsure"
        case .sending?, nil: mutation.map { SafeText($0.progressWord) }
        }
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

    /// The guess about a row that moves by itself; nil where there is none.
    private func estimate(_ row: TrackedOperation, _ state: State) -> Estimate? {
        guard let operation = row.operation, !operation.status.isFinal, !operation.awaitsPerson else { return nil }
        return state.forecasts[row.id]?.estimate(at: state.now)
    }

    private mutating func timeText(_ row: TrackedOperation, isStale: Bool) -> SafeText {
        if isStale {
            guard let confirmedAt = row.confirmedAt else { return "never read" }
            let age = times.age(of: confirmedAt)
            return age == "now" ? "<1m old" : age + " old"
        }
        guard let operation = row.operation else { return "" }
        let start = operation.createdAt.map(times.local) ?? row.trackedAt
        if let end = operation.endedAt.map(times.local) { return times.elapsed(from: start, to: end) }
        let waitsSince = operation.awaitsPerson ? operation.updatedAt.map(times.local) : nil
        return times.running(since: waitsSince ?? start)
    }
}

/// What stands before a marked row.
private let markGlyph: SafeText = "•"

extension State {
    /// What is unusual about the Operations list now.
    fileprivate var operationChips: [SafeText] {
        var chips: [SafeText] = []
        let range = marks.isRangeOpen ? "range · " : ""
        if !marks.isEmpty { chips.append("\(range)\(marks.count) marked") }
        let displaced = operations.displacedCount
        if displaced > 0 { chips.append("order held · \(displaced) moved") }
        return chips
    }

    /// Whether what is shown may be out of date because the server does not answer.
    var isStale: Bool {
        if case .retrying(let problem, _, _) = link { problem.isServerWide } else { false }
    }

    /// How many rows a list has; `+` when the server has more.
    func countText(_ pane: Pane) -> SafeText {
        guard let kind = pane.resourceKind else { return "\(operations.count)" }
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
        case .detail: "Detail"
        }
    }
}

/// The most characters of a text that a row is made of: no screen is wider, and a server may send megabytes.
private let rowTextLimit = 600

extension TrackedOperation {
    /// What a person knows it by: its prompt, else what it does, else its id.
    package var title: SafeText {
        if let prompt = operation?.prompt, !prompt.isEmpty { return SafeText(prompt.prefix(rowTextLimit)) }
        guard let operation else { return SafeText(id.rawValue) }
        if let resource = operation.resource { return "\(operation.kind.longName) of \(resource.id.rawValue)" }
        return "\(operation.kind.longName) \(id.rawValue)"
    }
}

extension Resource {
    /// What a person knows it by: its name, else its prompt, else its id.
    package var title: SafeText {
        SafeText(([name, prompt].compactMap(\.self).first { !$0.isEmpty } ?? id.rawValue).prefix(rowTextLimit))
    }
}

extension Mutation {
    /// The word a row shows while the mutation is on its way; at most 9 columns.
    var progressWord: String {
        switch self {
        case .generate: "starting…"
        case .approve: "approving"
        case .revise: "revising…"
        case .resume: "resuming…"
        case .cancel: "canceling"
        case .optimize: "optimizing"
        case .convert: "converting"
        case .retry: "retrying…"
        }
    }
}
