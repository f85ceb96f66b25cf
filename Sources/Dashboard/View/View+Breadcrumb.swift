import TerminalCore
import Theming

extension Painter {
    /// Draws the current location into the lower edge of the focused frame, whose foot is already drawn; nothing for a
    /// list.
    mutating func breadcrumb(_ state: State, in area: Rect, on surface: Role? = nil) {
        var crumbs = state.crumbs
        guard crumbs.count > 1, area.columns > 4, area.rows >= 2 else { return }
        let row = area.endRow - 1
        // Uses only the part of the edge without text.
        let line = borders.horizontal.glyphs.first
        let room = (area.column + 2..<area.endColumn - 2).prefix { canvas[$0, row].glyph == line }.count - 1
        var isCut = false
        while StyledLine(crumbs: crumbs, isCut: isCut).columns > room {
            guard crumbs.count > 1 else { return }
            crumbs.removeFirst()
            isCut = true
        }
        draw(
            StyledLine(crumbs: crumbs, isCut: isCut), column: area.column + 2, row: row, limit: max(0, room),
            on: surface)
    }
}

extension StyledLine {
    /// The breadcrumbs, with an ellipsis if outer ones are omitted.
    fileprivate init(crumbs: [SafeText], isCut: Bool) {
        self.init(" ", .secondary)
        for (index, crumb) in ((isCut ? ["…"] : []) + crumbs).enumerated() {
            if index > 0 { append(" › ", .border) }
            append(crumb, .secondary)
        }
        append(" ", .secondary)
    }
}

extension State {
    /// Whether a dialog covers the panes; the palette does not.
    var isCovered: Bool {
        switch overlays.dialogs.last {
        case .palette?, nil: false
        default: true
        }
    }

    /// The frame of the top overlay, otherwise of the focused pane, if any.
    var focusedFrame: Rect? {
        guard layout.form != .line else { return nil }
        if overlays.viewer != nil { return ViewerGeometry(size).frame }
        return overlays.desk == nil ? layout.panes[focus] : DeskGeometry(self).frame
    }
}
