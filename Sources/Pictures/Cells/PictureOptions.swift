package import TerminalCore

/// With which characters a picture is drawn.
package enum PictureSymbols: Sendable, Hashable {
    /// Blocks and borders, chosen by chafa for their shape: the best picture.
    case blocks
    /// Upper and lower half blocks: two colours a cell.
    case halfBlocks
    /// Letters and signs, for terminals without Unicode.
    case ascii
}

/// Where a picture lies in an area that has another shape.
package enum PicturePlacement: Sendable, Hashable {
    case topLeft, center
}

/// How a picture is drawn with cells.
package struct PictureOptions: Sendable, Hashable {
    /// The cells there are; the picture is as large as fits, and keeps its shape.
    package var area: Size
    /// The height of a cell divided by its width.
    package var cellAspect: Double
    package var depth: ColorDepth
    package var symbols: PictureSymbols
    /// What shows where the picture is transparent, and around it.
    package var background: Color
    package var placement: PicturePlacement
    /// The most different pairs of foreground and background it may use; at least 1.
    package var pairLimit: Int

    /// Without a limit of pairs it is what leaves room for the rest of the screen in terminals of that depth.
    package init(
        area: Size, depth: ColorDepth, background: Color, symbols: PictureSymbols = .blocks, cellAspect: Double = 2,
        placement: PicturePlacement = .center, pairLimit: Int? = nil
    ) {
        self.area = area
        self.depth = depth
        self.background = background
        self.symbols = symbols
        self.cellAspect = cellAspect.isFinite ? min(max(cellAspect, 0.25), 8) : 2
        self.placement = placement
        self.pairLimit = max(1, pairLimit ?? Self.standardPairLimit(depth))
    }

    /// Terminals with 256 colours and more have 32,768 or 65,536 pairs, those with 16 have 256, those with 8 only 64.
    package static func standardPairLimit(_ depth: ColorDepth) -> Int {
        switch depth {
        case .direct, .indexed256: 4_096
        case .ansi16: 120
        case .ansi8: 30
        case .monochrome: 1
        }
    }

    /// Where a picture of that many pixels lies in the area; empty where the area is.
    package func place(width: Int, height: Int) -> Rect {
        guard area.columns > 0, area.rows > 0, width > 0, height > 0 else { return Rect(Size(columns: 0, rows: 0)) }
        let shape = Double(width) / Double(height) * cellAspect
        // In columns, were the picture as high as the area.
        let wanted = Double(area.rows) * shape
        let size: Size
        if wanted <= Double(area.columns) {
            size = Size(columns: max(1, Int(wanted.rounded())), rows: area.rows)
        } else {
            size = Size(columns: area.columns, rows: max(1, Int((Double(area.columns) / shape).rounded())))
        }
        return placement == .center ? Rect(area).centered(size) : Rect(size)
    }
}
