import CPictures
import TerminalCore

/// Characters chosen by chafa for their shape.
struct ShapedSymbols {
    let depth: ColorDepth
    let isASCII: Bool
    let background: Color

    /// The cells of a picture with 8 × 8 pixels per cell.
    func cells(_ pixels: PixelImage, _ size: Size) throws(PictureError) -> [Cell] {
        let count = size.columns * size.rows
        let drawn = pixels.on(background)
        var characters = [UInt32](repeating: 0x20, count: count)
        var foregrounds = [Int32](repeating: -1, count: count)
        var backgrounds = [Int32](repeating: -1, count: count)
        let isDone = mintop_symbols_draw(
            drawn.bytes, UInt32(drawn.width), UInt32(drawn.height), UInt32(size.columns), UInt32(size.rows), colors,
            isASCII, &characters, &foregrounds, &backgrounds)
        guard isDone else { throw .noMemory }
        let blanks = blanks(pixels, size)
        var glyphs: [UInt32: Glyph] = [:]
        return (0..<count).map { index in
            // Transparent areas need exactly the background color, not its nearest match.
            if blanks[index] { return Cell(style: Style(background: background)) }
            let character = characters[index]
            let glyph = glyphs[character] ?? Unicode.Scalar(character).flatMap { Glyph(symbol: $0) } ?? .space
            glyphs[character] = glyph
            return cell(glyph, color(foregrounds[index]), color(backgrounds[index]))
        }
    }

    private func cell(_ glyph: Glyph, _ foreground: Color, _ own: Color) -> Cell {
        if depth == .monochrome { return Cell(glyph: glyph, style: Style(background: background)) }
        if glyph == .space { return Cell(style: Style(background: own)) }
        if foreground == .terminalDefault, own != .terminalDefault {
            // The foreground is transparent: only reverse can show the terminal's own background there.
            return Cell(glyph: glyph, style: Style(foreground: own, attributes: .reverse))
        }
        return Cell(glyph: glyph, style: Style(foreground: foreground, background: own))
    }

    private func color(_ value: Int32) -> Color {
        guard value >= 0 else { return .terminalDefault }
        guard depth == .direct else { return .palette(UInt8(truncatingIfNeeded: value)) }
        let bytes = UInt32(bitPattern: value)
        return .rgb(
            UInt8(truncatingIfNeeded: bytes >> 16), UInt8(truncatingIfNeeded: bytes >> 8),
            UInt8(truncatingIfNeeded: bytes))
    }

    private var colors: mintop_symbol_colors {
        switch depth {
        case .monochrome: MINTOP_SYMBOLS_MONOCHROME
        case .ansi8: MINTOP_SYMBOLS_INDEXED_8
        case .ansi16: MINTOP_SYMBOLS_INDEXED_16
        case .indexed256: MINTOP_SYMBOLS_INDEXED_240
        case .direct: MINTOP_SYMBOLS_DIRECT
        }
    }

    /// The cells without any opaque pixel.
    private func blanks(_ pixels: PixelImage, _ size: Size) -> [Bool] {
        var result = [Bool](repeating: true, count: size.columns * size.rows)
        let (cellWidth, cellHeight) = (pixels.width / size.columns, pixels.height / size.rows)
        pixels.bytes.withUnsafeBufferPointer { bytes in
            for y in 0..<cellHeight * size.rows {
                for x in 0..<cellWidth * size.columns where bytes[(y * pixels.width + x) * 4 + 3] != 0 {
                    result[y / cellHeight * size.columns + x / cellWidth] = false
                }
            }
        }
        return result
    }
}
