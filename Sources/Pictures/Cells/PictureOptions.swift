package import TerminalCore

package enum PictureSymbols: Sendable, Hashable {
    /// Block and border characters, chosen by chafa for their shape; the best quality.
    case blocks
    /// Half blocks: two colors per cell.
    case halfBlocks
    /// ASCII characters, for terminals without Unicode.
    case ascii
}

package struct PictureOptions: Sendable, Hashable {
    /// The available cells; the picture fills them as far as its aspect ratio allows.
    package var area: Size
    package var depth: ColorDepth
    package var symbols: PictureSymbols
    /// The color behind transparent pixels and around the picture.
    package var background: Color
    /// The maximum number of color pairs; at least 1.
    package var pairLimit: Int

    package init(area: Size, depth: ColorDepth, background: Color, symbols: PictureSymbols = .blocks) {
        self.area = area
        self.depth = depth
        self.background = background
        self.symbols = symbols
        pairLimit = Self.standardPairLimit(depth)
    }

    /// A limit that leaves room for the rest of the screen. Terminals with 256 or more colors have 32,768 or 65,536 pairs, those with 16 have 256,
    /// those with 8 only 64.
    private static func standardPairLimit(_ depth: ColorDepth) -> Int {
        switch depth {
        case .direct, .indexed256: 4_096
        case .ansi16: 120
        case .ansi8: 30
        case .monochrome: 1
        }
    }

    /// The area of a picture of that many pixels; empty if the available area is.
    package func place(width: Int, height: Int) -> Rect {
        guard area.columns > 0, area.rows > 0, width > 0, height > 0 else { return Rect(Size(columns: 0, rows: 0)) }
        // A cell is twice as high as wide.
        let shape = Double(width) / Double(height) * 2
        // The width in columns if the picture were as high as the area.
        let wanted = Double(area.rows) * shape
        let size: Size
        if wanted <= Double(area.columns) {
            size = Size(columns: max(1, Int(wanted.rounded())), rows: area.rows)
        } else {
            size = Size(columns: area.columns, rows: max(1, Int((Double(area.columns) / shape).rounded())))
        }
        return Rect(area).centered(size)
    }
}
