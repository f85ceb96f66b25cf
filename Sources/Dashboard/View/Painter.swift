import FoundationEssentials
import TerminalCore
import Theming

/// What a frame is drawn with: the canvas, the theme, and the times on it.
struct Painter {
    var canvas: Canvas
    let theme: Theme
    let borders: BorderGlyphs
    var times: TimeTexts
    /// The look of the present profile's badge; nil for the theme's.
    var badgeStyle: Style?
    /// Where the terminal's cursor goes; nil to hide it.
    var cursor: Point?
    /// What the cells drawn so far belong to.
    var hits = HitMap()
    /// The dialog that is being drawn; nil outside one.
    var dialogMark: DialogMark?
    /// The frame of the dialog that was drawn; nil where none was.
    var boxArea: Rect?

    /// Draws a line of spans, cut at the right with `…`.
    ///
    /// - Parameters:
    ///   - line: The spans.
    ///   - column: Where it starts.
    ///   - row: The row.
    ///   - limit: The most columns it may take.
    ///   - surface: What it is drawn on; nil for the screen itself.
    /// - Returns: How many columns it took.
    @discardableResult
    mutating func draw(_ line: StyledLine, column: Int, row: Int, limit: Int, on surface: Role? = nil) -> Int {
        var used = 0
        for span in line.spans {
            let room = limit - used
            guard room > 0 else { break }
            let columns = canvas.write(
                span.text, column: column + used, row: row, limit: room,
                style: style(span.role, on: surface).adding(span.attributes))
            link(span.link, column: column + used, row: row, columns: columns)
            used += columns
        }
        return used
    }

    /// Notes that those cells, which were just written, are a link.
    mutating func link(_ address: String?, column: Int, row: Int, columns: Int) {
        guard let address, columns > 0 else { return }
        canvas.links.append(CanvasLink(column: column, row: row, columns: columns, address: address))
    }

    func style(_ role: Role, on surface: Role? = nil) -> Style {
        if let badgeStyle, role == .badgeLocal || role == .badgeLive { return badgeStyle }
        return surface.map { theme.style(role, on: $0) } ?? theme[role]
    }

    /// Draws lines from the top of the area, as many as fit.
    mutating func draw(_ lines: some Collection<StyledLine>, in area: Rect, on surface: Role? = nil) {
        for (index, line) in lines.prefix(area.rows).enumerated() {
            draw(line, column: area.column, row: area.row + index, limit: area.columns, on: surface)
        }
    }

    /// Draws the frame of a pane with text in its upper and lower edge.
    ///
    /// - Parameters:
    ///   - area: The outside of the frame.
    ///   - title: At the upper left.
    ///   - note: At the upper right; left out where there is no room.
    ///   - foot: At the lower right; left out where there is no room.
    ///   - role: The role of the lines.
    ///   - surface: What it is drawn on; nil for the screen itself.
    /// - Returns: The inside.
    @discardableResult
    mutating func frame(
        _ area: Rect, title: StyledLine, note: StyledLine? = nil, foot: StyledLine? = nil, role: Role,
        on surface: Role? = nil
    ) -> Rect {
        canvas.frame(area, borders, style: style(role, on: surface))
        let room = area.columns - 4
        guard room > 0, area.rows >= 2 else { return area.inset(columns: 1, rows: 1) }
        let used = draw(title, column: area.column + 2, row: area.row, limit: room, on: surface)
        if let note, note.columns + used + 1 <= room {
            draw(
                note, column: area.endColumn - 2 - note.columns, row: area.row, limit: note.columns, on: surface)
        }
        if let foot, foot.columns <= room {
            draw(
                foot, column: area.endColumn - 2 - foot.columns, row: area.endRow - 1, limit: foot.columns, on: surface)
        }
        return area.inset(columns: 1, rows: 1)
    }
}
