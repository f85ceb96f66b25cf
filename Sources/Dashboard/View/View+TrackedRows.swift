import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    mutating func trackedRow(
        _ row: TrackedOperation, _ pane: Pane, _ state: State, _ area: Rect, isSelected: Bool
    ) {
        let surface = selectionSurface(
            isSelected, isFocused: state.focus == pane, isSubject: state.listFocus == pane, area)
        let isStale =
            row.problem != nil || (pane == .jobs ? state.agent : state.mint).link.isStale
            || isOverdue(row, pane, state)
        // A row that no longer matches the filter stays, dimmed, while it has the cursor.
        let isOutside = state.tracked(pane)?.rows.isOutside(row.id) == true
        func role(_ role: Role) -> Role { isStale ? .stale : isOutside ? .disabled : role }
        let end = area.endColumn - 1
        if let shown = state.setup.shownColumns[pane] {
            let start = rowGlyph(row, pane, state, area, surface, isStale: isStale)
            let room = Rect(column: start, row: area.row, columns: end - start, rows: 1)
            return columnRow(shown, pane, state, room, on: surface) {
                $1.columnText($0, row, pane, state, isStale: isStale || isOutside)
            }
        }
        var column = rowStatus(row, pane, state, area, surface, isStale: isStale)
        let time = pane == .jobs ? jobAge(row, state, isStale: isStale) : timeText(row, isStale: isStale)
        canvas.writeRight(time, endColumn: end, row: area.row, style: style(.secondary, on: surface))
        var textEnd = end - max(pane == .jobs ? 3 : 6, time.columns) - 2
        if let job = row.operation?.job {
            textEnd -= jobFacts(
                job, Rect(column: column, row: area.row, columns: textEnd - column, rows: 1), state, surface, isStale)
        } else if area.columns >= 46, let kind = row.operation?.kind {
            writeFound(
                kind.shortName, .kind, state, pane, column: column, row: area.row, limit: 5, .secondary, on: surface)
            column += 6
        }
        if let code = row.operation?.failure?.code, textEnd - column > 40 {
            let text = SafeText(code).clipped(to: 22)
            writeFound(
                text, .error, state, pane, column: textEnd - text.columns, row: area.row, limit: 22,
                role(.statusFailed), on: surface)
            textEnd -= text.columns + 2
        }
        if !isStale, let estimate = estimate(row, state), textEnd - column > 30 {
            let text = estimate.isSlow ? "slow" : SafeText(estimate.fractionText)
            canvas.writeRight(text, endColumn: textEnd, row: area.row, style: style(.estimate, on: surface))
            textEnd -= max(6, text.columns) + 2
        }
        writeFound(
            row.title, .prompt, state, pane, column: column, row: area.row, limit: max(0, textEnd - column),
            role(.text), on: surface)
    }

    private mutating func isOverdue(_ row: TrackedOperation, _ pane: Pane, _ state: State) -> Bool {
        guard let overdue = state.overdueTime(row, in: pane) else { return false }
        times.expect(overdue)
        return overdue <= times.now
    }

    /// Draws the beginning of the row: its mark or problem, and its status.
    ///
    /// - Returns: The next column.
    private mutating func rowStatus(
        _ row: TrackedOperation, _ pane: Pane, _ state: State, _ area: Rect, _ surface: Role?, isStale: Bool
    ) -> Int {
        let column = rowGlyph(row, pane, state, area, surface, isStale: isStale) - 2
        let look = StatusAppearance(row)
        let style = style(isStale ? .stale : look.role, on: surface)
        let pending = pendingWord(row, state)
        // A narrow list of jobs has space only for the glyph and a pending decision.
        guard pane != .jobs || area.columns >= 34 || pending != nil else {
            watchMark(row, state, Point(column: column + 1, row: area.row), surface)
            return column + 2
        }
        if let pending {
            canvas.write(pending, column: column + 2, row: area.row, limit: 9, style: style)
        } else {
            writeFound(
                look.word, .status, state, pane, column: column + 2, row: area.row, limit: 9,
                isStale ? .stale : look.role, on: surface)
        }
        // With padding where the word leaves space.
        let word = pending ?? look.word
        watchMark(row, state, Point(column: column + (word.columns < 8 ? 10 : 11), row: area.row), surface)
        return column + 12
    }

    /// Draws the mark of a row with notifications, next to its status.
    private mutating func watchMark(_ row: TrackedOperation, _ state: State, _ place: Point, _ surface: Role?) {
        guard state.watched.contains(row.id) else { return }
        canvas.write(watchGlyph, column: place.column, row: place.row, limit: 1, style: style(.warning, on: surface))
    }

    /// Draws the status glyph of the row, after its mark or problem.
    ///
    /// - Returns: The next column.
    private mutating func rowGlyph(
        _ row: TrackedOperation, _ pane: Pane, _ state: State, _ area: Rect, _ surface: Role?, isStale: Bool
    ) -> Int {
        let column = area.column + 1
        if state.tracked(pane)?.marks.contains(row.id) == true {
            canvas.write(markGlyph, column: area.column, row: area.row, style: style(.warning, on: surface))
        } else if let problem = row.problem, !problem.isServerWide {
            canvas.write("!", column: area.column, row: area.row, style: style(.error, on: surface))
        }
        let look = StatusAppearance(row)
        let style = style(isStale ? .stale : look.role, on: surface)
        canvas.write(look.glyph, column: column, row: area.row, limit: 2, style: style)
        return column + 2
    }

    /// Draws the source of a job in a column at the right, and whether it has a pull request.
    private mutating func jobFacts(
        _ job: JobFacts, _ area: Rect, _ state: State, _ surface: Role?, _ isStale: Bool
    ) -> Int {
        var end = area.endColumn
        if area.columns >= 24 {
            let mark: SafeText = job.pullRequestURL == nil ? "" : "PR"
            canvas.writeRight(
                mark, endColumn: end, row: area.row, style: style(isStale ? .stale : .success, on: surface))
            end -= 4
        }
        let columns = min(28, area.columns * 2 / 5)
        if area.columns >= 34 {
            let source = SafeText(job.source ?? "")
            writeFound(
                source, .source, state, .jobs, column: end - columns, row: area.row, limit: columns, .secondary,
                on: surface)
            end -= columns + 2
        }
        return area.endColumn - end
    }

    private mutating func jobAge(_ row: TrackedOperation, _ state: State, isStale: Bool) -> SafeText {
        if isStale { return staleText(row) }
        return times.age(of: row.operation?.createdAt.map(state.agent.clock.local) ?? row.trackedAt)
    }

    /// Returns the pending decision of the row, with the remaining time of a hold.
    mutating func pendingWord(_ row: TrackedOperation, _ state: State) -> SafeText? {
        let item = state.decisions.outbox.last { $0.rowID == row.id }
        return pendingWord(item, state.decisions.inFlight[row.id] ?? item?.mutation)
    }

    /// Returns the pending decision of a World or a Model.
    mutating func pendingWord(_ resource: Resource, _ state: State) -> SafeText? {
        let reference = ResourceReference(type: resource.kind.rawValue, id: resource.id)
        guard let mutation = state.decisions.resourcesInFlight[reference] else { return nil }
        return pendingWord(state.decisions.outbox.last { $0.mutation.resource == reference }, mutation)
    }

    private mutating func pendingWord(_ item: OutboxItem?, _ mutation: Mutation?) -> SafeText? {
        if let until = item?.heldUntil { return SafeText("held ") + times.until(until) }
        if item?.retry != nil { return "unsure" }
        if item?.isHeld == true || item?.isLeftOver == true { return "held" }
        return mutation.map { SafeText($0.verb.progress) }
    }

    /// The estimate for a running row; nil if there is none.
    func estimate(_ row: TrackedOperation, _ state: State) -> Estimate? {
        guard let operation = row.operation, !operation.status.isFinal, !operation.awaitsPerson else { return nil }
        return state.forecasts[row.id]?.estimate(at: state.now)
    }

    mutating func timeText(_ row: TrackedOperation, isStale: Bool) -> SafeText {
        if isStale { return staleText(row) }
        guard let operation = row.operation else { return "" }
        let start = operation.createdAt.map(times.local) ?? row.trackedAt
        if let end = operation.endedAt.map(times.local) { return times.elapsed(from: start, to: end) }
        let waitsSince = operation.awaitsPerson ? operation.updatedAt.map(times.local) : nil
        return times.running(since: waitsSince ?? start)
    }

    /// Returns the age of the row's last update.
    private mutating func staleText(_ row: TrackedOperation) -> SafeText {
        guard let confirmedAt = row.confirmedAt else { return "never read" }
        let age = times.age(of: confirmedAt)
        return age == "now" ? "<1m old" : age + " old"
    }
}

private let markGlyph: SafeText = "•"

let watchGlyph: SafeText = "◉"
