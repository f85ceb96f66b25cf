import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

/// The drawing context of a frame: the canvas, the theme and the times.
struct Painter {
    var canvas: Canvas
    let theme: Theme
    let borders: BorderGlyphs
    var times: TimeTexts
    let linkPolicy: LinkPolicy?
    /// The style of the current profile's badge; nil for the theme's.
    var badgeStyle: Style?
    /// The position of the cursor; nil to hide it.
    var cursor: Point?
    /// The mouse targets of the cells drawn so far.
    var hits = HitMap()
    /// The mark of the dialog being drawn; nil outside one.
    var dialogMark: DialogMark?
    /// The frame of the last drawn dialog; nil if there is none.
    var boxArea: Rect?

    /// Draws a line of spans in at most `limit` columns, cut at the right with `…`.
    ///
    /// - Returns: The drawn columns.
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

    /// Makes the cells just written a link, if mintop would open it too.
    mutating func link(_ address: String?, column: Int, row: Int, columns: Int) {
        // `try?`: an address refused by the policy is not linked.
        guard let address, columns > 0, (try? linkPolicy?.check(address)) != nil else { return }
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

    /// Draws the frame of a pane and returns the inner area.
    ///
    /// The title is at the upper left, the note at the upper right and the foot at the lower right; note and foot are
    /// omitted without space.
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
