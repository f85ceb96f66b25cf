import TerminalCore

/// Two pixels a cell, one above the other.
struct HalfBlocks {
    let depth: ColorDepth
    let background: Color

    private static let upper = Glyph(symbol: "▀") ?? .space
    private static let lower = Glyph(symbol: "▄") ?? .space
    private static let full = Glyph(symbol: "█") ?? .space

    /// The cells of a picture that is as wide as the size and twice as high.
    func cells(_ pixels: PixelImage, _ size: Size) -> [Cell] {
        let drawn = pixels.on(background)
        let columns = size.columns
        return (0..<columns * size.rows).map { index in
            let (row, column) = (index / columns, index % columns)
            let (top, bottom) = (row * 2 * columns + column, (row * 2 + 1) * columns + column)
            let isBlank = pixels.bytes[top * 4 + 3] == 0 && pixels.bytes[bottom * 4 + 3] == 0
            if isBlank { return Cell(style: Style(background: background)) }
            return depth == .monochrome
                ? Self.plain(shade(drawn, column, row * 2), shade(drawn, column, row * 2 + 1), background)
                : colored(drawn.pixel(top), drawn.pixel(bottom))
        }
    }

    private func colored(
        _ top: (color: XtermPalette.RGB, isOpaque: Bool), _ bottom: (color: XtermPalette.RGB, isOpaque: Bool)
    ) -> Cell {
        let (above, below) = (Color(top.color, depth: depth), Color(bottom.color, depth: depth))
        switch (top.isOpaque, bottom.isOpaque) {
        case (false, false): return Cell(style: Style(background: background))
        case (true, false): return Cell(glyph: Self.upper, style: Style(foreground: above, background: background))
        case (false, true): return Cell(glyph: Self.lower, style: Style(foreground: below, background: background))
        case (true, true):
            if above == below { return Cell(style: Style(background: above)) }
            return Cell(glyph: Self.upper, style: Style(foreground: above, background: below))
        }
    }

    private static func plain(_ top: Bool, _ bottom: Bool, _ background: Color) -> Cell {
        let glyph = top ? (bottom ? full : upper) : (bottom ? lower : .space)
        return Cell(glyph: glyph, style: Style(background: background))
    }

    /// Without colours: whether the pixel is bright, by an ordered pattern that shows shades as densities.
    private func shade(_ pixels: PixelImage, _ column: Int, _ row: Int) -> Bool {
        let pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
        let (color, isOpaque) = pixels.pixel(row * pixels.width + column)
        return isOpaque && color.brightness * 16 > (pattern[row % 4 * 4 + column % 4] * 255 + 127)
    }
}

extension XtermPalette.RGB {
    /// How bright the eye sees it, 0 to 255.
    var brightness: Int { (red * 299 + green * 587 + blue * 114) / 1_000 }
}
