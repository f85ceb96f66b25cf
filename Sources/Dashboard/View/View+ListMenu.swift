import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the status or column menu at the right edge of its list, so that the effect is visible.
    mutating func listMenu(_ menu: ListMenu, _ state: State) {
        guard let pane = state.layout.panes[menu.pane] ?? state.layout.panes.values.first else { return }
        let title: SafeText = menu.isOfFacets ? "Status" : "Sort by"
        let names = menu.choices.map { name($0, menu, state) }
        let counts = menu.choices.map { count($0, menu, state) }
        let widest = zip(names, counts).map { $0.columns + $1.columns + 3 }.max() ?? 0
        let columns = min(max(widest, title.columns + 2, hints(menu).columns) + 2, canvas.size.columns)
        let room = canvas.size.rows - 2
        let rows = min(menu.choices.count + 2, room)
        let row = max(1, min(pane.row + 1, 1 + room - rows))
        let area = Rect(column: max(0, pane.endColumn - 2 - columns), row: row, columns: columns, rows: rows)
        canvas.fill(area, theme[.overlay])
        let inside = frame(
            area, title: StyledLine(" \(title) ", .titleFocused), foot: hints(menu), role: .dialogBorder, on: .overlay)
        let first = max(0, menu.selected - inside.rows + 1)
        for index in 0..<min(inside.rows, menu.choices.count - first) {
            let line = Rect(column: inside.column, row: inside.row + index, columns: inside.columns, rows: 1)
            let choice = first + index
            let surface = selectionSurface(choice == menu.selected, isFocused: true, line) ?? .overlay
            canvas.write(
                names[choice], column: line.column + 1, row: line.row, limit: line.columns - 2,
                style: style(role(menu.choices[choice]), on: surface))
            canvas.writeRight(
                counts[choice], endColumn: line.endColumn - 1, row: line.row, style: style(.secondary, on: surface))
        }
    }

    private func name(_ choice: ListMenu.Choice, _ menu: ListMenu, _ state: State) -> SafeText {
        switch choice {
        case .facet(let facet): facet?.word(ofJobs: menu.pane == .jobs) ?? "all"
        case .column(let column?): SafeText(column.rawValue)
        case .column(nil): menu.pane.resourceKind == nil ? "what waits first" : "newest first"
        }
    }

    /// Returns the number of rows of an entry, or the direction of its sort.
    private func count(_ choice: ListMenu.Choice, _ menu: ListMenu, _ state: State) -> SafeText {
        switch choice {
        case .facet(let facet): return "\(state.count(of: facet, in: menu.pane))"
        case .column(let column):
            guard let order = state.standing(menu.pane)?.order, order.column == column else { return "" }
            return order.isInverted ? "▼" : "▲"
        }
    }

    private func role(_ choice: ListMenu.Choice) -> Role {
        if case .facet(let facet?) = choice { facet.role } else { .text }
    }

    private func hints(_ menu: ListMenu) -> StyledLine {
        let invert: [StyledLine.Span] = menu.isOfFacets ? [] : [.init("I", .keyHint), .init(" inverts  ", .secondary)]
        return StyledLine(
            [.init(" ", .secondary)] + invert + [.init("Enter", .keyHint), .init(" keeps ", .secondary)])
    }
}
