package struct BorderGlyphs: Sendable, Hashable {
    package let topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: SafeText

    /// Rounded lines, present in every Unicode font.
    package static let rounded = BorderGlyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│")

    /// For terminals and locales without Unicode.
    package static let ascii = BorderGlyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|")
}

extension Canvas {
    /// Draws a frame just inside the rectangle, unless it is smaller than 2×2.
    package mutating func frame(_ area: Rect, _ glyphs: BorderGlyphs = .rounded, style: Style) {
        guard area.columns >= 2, area.rows >= 2 else { return }
        let line = glyphs.horizontal.repeated(area.columns - 2)
        write(glyphs.topLeft + line + glyphs.topRight, column: area.column, row: area.row, style: style)
        write(glyphs.bottomLeft + line + glyphs.bottomRight, column: area.column, row: area.endRow - 1, style: style)
        for row in (area.row + 1)..<(area.endRow - 1) {
            write(glyphs.vertical, column: area.column, row: row, style: style)
            write(glyphs.vertical, column: area.endColumn - 1, row: row, style: style)
        }
    }
}
