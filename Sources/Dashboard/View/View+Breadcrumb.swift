import TerminalCore
import Theming

extension Painter {
    /// Writes where one is into the lower edge of what has the keys; nothing where that is the list itself.
    ///
    /// - Parameters:
    ///   - state: What is shown.
    ///   - area: A frame that was drawn, with its foot.
    ///   - surface: What it is drawn on; nil for the screen itself.
    mutating func breadcrumb(_ state: State, in area: Rect, on surface: Role? = nil) {
        var crumbs = state.crumbs
        guard crumbs.count > 1, area.columns > 4, area.rows >= 2 else { return }
        let row = area.endRow - 1
        // As far as the edge is nothing but a line.
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
    /// With a mark in front where outer ones are left out.
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
    /// Whether a dialog lies over the panes; the palette is only beside them.
    var isCovered: Bool {
        switch dialogs.last {
        case .palette?, nil: false
        default: true
        }
    }

    /// The frame of what lies on the panes, else of the pane that has the focus; nil where there is none.
    var focusedFrame: Rect? {
        guard layout.form != .line else { return nil }
        if viewer != nil { return ViewerGeometry(size).frame }
        return desk == nil ? layout.panes[focus] : DeskGeometry(self).frame
    }
}
