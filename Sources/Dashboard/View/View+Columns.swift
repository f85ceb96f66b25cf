import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    struct ColumnText {
        var text: SafeText
        var role: Role
    }

    /// Draws a row in the configured columns, after its glyph.
    mutating func columnRow(
        _ shown: [ShownColumn], _ pane: Pane, _ state: State, _ area: Rect, on surface: Role?,
        _ text: (ListColumn, inout Painter) -> ColumnText
    ) {
        for place in ColumnLayout(shown, room: area.columns).places where place.width > 0 {
            let cell = text(place.column, &self)
            let clipped = cell.text.clipped(to: place.width)
            let start = area.column + place.start + (place.column.isRightAligned ? place.width - clipped.columns : 0)
            writeFound(
                cell.text, place.column, state, pane, column: start, row: area.row, limit: place.width, cell.role,
                on: surface)
        }
    }

    mutating func columnText(
        _ column: ListColumn, _ row: TrackedOperation, _ pane: Pane, _ state: State, isStale: Bool
    ) -> ColumnText {
        let look = StatusAppearance(row)
        switch column {
        case .status:
            if let pending = pendingWord(row, state) { return ColumnText(text: pending, role: .warning) }
            return ColumnText(text: look.word, role: isStale ? .stale : look.role)
        case .prompt, .name: return ColumnText(text: row.title, role: isStale ? .stale : .text)
        case .error: return ColumnText(text: SafeText(column.text(row)), role: isStale ? .stale : .statusFailed)
        case .age:
            return ColumnText(text: age(of: row.operation?.createdAt ?? row.trackedAt, pane, state), role: .secondary)
        case .changed: return ColumnText(text: age(of: row.operation?.updatedAt, pane, state), role: .secondary)
        case .time: return ColumnText(text: timeText(row, isStale: isStale), role: .secondary)
        case .progress:
            let estimate = isStale ? nil : estimate(row, state)
            let text = estimate.map { $0.isSlow ? "slow" : SafeText($0.fractionText) } ?? ""
            return ColumnText(text: text, role: .estimate)
        case .kind, .source, .preset, .mode, .model, .id:
            return ColumnText(text: SafeText(column.text(row)), role: .secondary)
        }
    }

    mutating func columnText(_ column: ListColumn, _ resource: Resource, _ state: State, isStale: Bool) -> ColumnText {
        let look = StatusAppearance(resource)
        switch column {
        case .status:
            if let pending = pendingWord(resource, state) { return ColumnText(text: pending, role: .warning) }
            return ColumnText(text: look.word, role: isStale ? .stale : look.role)
        case .name, .prompt: return ColumnText(text: resource.title, role: isStale ? .stale : .text)
        case .error: return ColumnText(text: SafeText(column.text(resource)), role: .statusFailed)
        case .age: return ColumnText(text: age(of: resource.createdAt, resource.kind.pane, state), role: .secondary)
        case .changed: return ColumnText(text: age(of: resource.updatedAt, resource.kind.pane, state), role: .secondary)
        default: return ColumnText(text: SafeText(column.text(resource)), role: .secondary)
        }
    }

    private mutating func age(of date: Date?, _ pane: Pane, _ state: State) -> SafeText {
        guard let date else { return "" }
        return times.age(of: pane == .jobs ? state.agent.clock.local(date) : times.local(date))
    }
}
