import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the Worlds or Models as thumbnails with titles.
    mutating func sheet(_ list: ResourceList, _ cursor: ListCursor<ResourceID>, _ state: State, _ inside: Rect) {
        let geometry = SheetGeometry(inside.size)
        for index in 0..<min(geometry.columns * geometry.rows, max(0, list.count - cursor.offset)) {
            let resource = list.item(at: cursor.offset + index)
            tile(
                resource, geometry, geometry.area(of: index, in: inside), state,
                isSelected: resource.id == cursor.selected)
            hits.add(.resource(resource.kind, resource.id), geometry.area(of: index, in: inside))
        }
    }

    private mutating func tile(
        _ resource: Resource, _ geometry: SheetGeometry, _ area: Rect, _ state: State, isSelected: Bool
    ) {
        let isFocused = state.focus == resource.kind.pane
        var surface: Role?
        if isSelected, isFocused || state.listFocus == resource.kind.pane {
            let ground: Role = isFocused ? .selectedRow : .selectedRowUnfocused
            canvas.fill(area, theme[ground])
            surface = ground
            // Without the focus, a bar marks the selection, as in a list.
            for row in area.row..<area.endRow where !isFocused {
                canvas.write("▌", column: area.column, row: row, style: style(.borderFocused, on: ground))
            }
        }
        let (top, title) = area.splitBottom(1)
        let place = top.centered(geometry.picture)
        let request = state.picture(
            of: .resource(resource.kind, resource.id), size: geometry.picture, purpose: .thumbnail)
        picture(request, state, in: place, absence: "no picture", on: surface)
        let look = StatusAppearance(resource)
        let isStale = state.isStale || state.resources(resource.kind).confirmedAt == nil
        canvas.write(
            look.glyph, column: title.column + 1, row: title.row, limit: 2,
            style: style(isStale ? .stale : look.role, on: surface))
        let name = pendingWord(resource, state) ?? resource.title
        canvas.write(
            name, column: title.column + 3, row: title.row, limit: max(0, title.columns - 4),
            style: style(isStale ? .stale : .text, on: surface))
    }
}
