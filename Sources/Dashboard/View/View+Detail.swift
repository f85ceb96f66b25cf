import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the detail pane: tabs in its frame, and the lines of the open tab.
    mutating func detail(_ state: State, _ area: Rect) {
        let isFocused = state.focus == .detail
        let role: Role = isFocused ? .borderFocused : .border
        guard state.currentSubject != nil else {
            let inside = frame(area, title: StyledLine(" Detail ", .title), role: role)
            return centered([StyledLine("Select a row to see it here.", .secondary)], in: inside)
        }
        let content = DetailContent(state, columns: state.detailColumns, times: times)
        times.merge(content.times)
        let height = max(0, area.rows - 2 - state.lineRows(of: .detail))
        let offset = state.detail.tab == .assets ? assetOffset(state, height) : state.detail.offset
        var foot: StyledLine?
        if content.lines.count > height, !state.showsPicture {
            foot = StyledLine(
                " \(offset + 1)–\(min(content.lines.count, offset + height)) / \(content.lines.count) ", .secondary)
        }
        if let chip = state.searchChip, !state.showsPicture {
            foot = StyledLine([.init(" \(chip) ", .chip)] + (foot.map { [.init("─", .border)] + $0.spans } ?? []))
        }
        let title = tabs(state, isFocused: isFocused, room: area.columns - 4)
        frame(area, title: title, foot: foot, role: role)
        tabHits(title, state.availableTabs, area)
        let inside = state.layout.detailArea.splitBottom(state.lineRows(of: .detail)).rest
        if state.showsPicture { return preview(state, content.lines, in: inside) }
        for (row, line) in content.lines.dropFirst(offset).prefix(inside.rows).enumerated() {
            var surface: Role?
            if state.detail.tab == .assets, !state.selectedAssets.isEmpty {
                let full = Rect(column: area.column + 1, row: inside.row + row, columns: area.columns - 2, rows: 1)
                let isSelected = offset + row == state.detail.asset
                surface = selectionSurface(isSelected && isFocused, isFocused: true, full)
                fileHit(offset + row, state, full)
            }
            draw(line, column: inside.column, row: inside.row + row, limit: inside.columns, on: surface)
            if let search = state.overlays.search, state.hasSearchableText {
                show(
                    search, in: line, isCurrent: search.place == state.searchPlace && search.line == offset + row,
                    at: Point(column: inside.column, row: inside.row + row), limit: inside.columns)
            }
        }
    }

    private func assetOffset(_ state: State, _ height: Int) -> Int {
        max(0, state.detail.asset - max(1, height) + 1)
    }

    private func tabs(_ state: State, isFocused: Bool, room: Int) -> StyledLine {
        var tabs = StyledLine()
        for (index, tab) in state.availableTabs.enumerated() {
            if index > 0 { tabs.append("·", .border) }
            let isOpen = tab == state.detail.tab
            tabs.append(" \(tab.title) ", isOpen ? (isFocused ? .titleFocused : .heading) : .secondary)
        }
        let name = state.subjectName
        guard tabs.columns + 12 <= room else { return tabs }
        let shown = name.clipped(to: room - tabs.columns - 5)
        return StyledLine([.init(" \(shown) ", .secondary), .init("─ ", .border)] + tabs.spans)
    }
}

extension Layout {
    /// The area of the detail's lines: inside the frame, with one column of padding.
    var detailArea: Rect {
        panes[.detail]?.inset(columns: 2, rows: 1) ?? .zero
    }
}
