import CPictures
import TerminalCore

/// Two pixels per cell, one above the other.
struct HalfBlocks {
    let depth: ColorDepth
    let background: Color

    private static let upper = Glyph(symbol: "▀") ?? .space
    private static let lower = Glyph(symbol: "▄") ?? .space
    private static let full = Glyph(symbol: "█") ?? .space

    /// The cells of a picture with the width of the size and twice its height.
    func cells(_ pixels: PixelImage, _ size: Size) -> [Cell] {
        let drawn = pixels.on(background)
        let colors = colors(drawn)
        let columns = size.columns
        return (0..<columns * size.rows).map { index in
            let (row, column) = (index / columns, index % columns)
            let (top, bottom) = (row * 2 * columns + column, (row * 2 + 1) * columns + column)
            let isBlank = pixels.bytes[top * 4 + 3] == 0 && pixels.bytes[bottom * 4 + 3] == 0
            if isBlank { return Cell(style: Style(background: background)) }
            return depth == .monochrome
                ? Self.plain(shade(drawn, column, row * 2), shade(drawn, column, row * 2 + 1), background)
                : colored(colors[top], colors[bottom])
        }
    }

    private func colored(_ top: Color?, _ bottom: Color?) -> Cell {
        switch (top, bottom) {
        case (nil, nil): return Cell(style: Style(background: background))
        case (let top?, nil): return Cell(glyph: Self.upper, style: Style(foreground: top, background: background))
        case (nil, let bottom?):
            return Cell(glyph: Self.lower, style: Style(foreground: bottom, background: background))
        case (let top?, let bottom?):
            if top == bottom { return Cell(style: Style(background: top)) }
            return Cell(glyph: Self.upper, style: Style(foreground: top, background: bottom))
        }
    }

    /// The terminal color of each pixel; nil if transparent.
    private func colors(_ pixels: PixelImage) -> [Color?] {
        let all = (0..<pixels.width * pixels.height).map { pixels.pixel($0) }
        guard depth == .indexed256 else { return all.map { $0.isOpaque ? Color($0.color, depth: depth) : nil } }
        var values = all.map {
            $0.isOpaque ? Int32($0.color.red) << 16 | Int32($0.color.green) << 8 | Int32($0.color.blue) : -1
        }
        mintop_quantize(&values, values.count)
        return values.map { $0 < 0 ? nil : .palette(UInt8(truncatingIfNeeded: $0)) }
    }

    private static func plain(_ top: Bool, _ bottom: Bool, _ background: Color) -> Cell {
        let glyph = top ? (bottom ? full : upper) : (bottom ? lower : .space)
        return Cell(glyph: glyph, style: Style(background: background))
    }

    /// Whether the pixel is bright, by ordered dithering; for terminals without colors.
    private func shade(_ pixels: PixelImage, _ column: Int, _ row: Int) -> Bool {
        let pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
        let (color, isOpaque) = pixels.pixel(row * pixels.width + column)
        return isOpaque && color.brightness * 16 > (pattern[row % 4 * 4 + column % 4] * 255 + 127)
    }
}

extension RGB {
    /// The perceived brightness, 0 to 255.
    var brightness: Int { (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114) / 1_000 }
}
