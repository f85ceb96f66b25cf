package import TerminalCore

package enum PictureSymbols: Sendable, Hashable {
    /// Block and border characters, chosen by chafa for their shape; the best quality.
    case blocks
    /// Half blocks: two colors per cell.
    case halfBlocks
    /// ASCII characters, for terminals without Unicode.
    case ascii
}

/// The alignment of a picture in an area of another shape.
package enum PicturePlacement: Sendable, Hashable {
    case topLeft, center
}

package struct PictureOptions: Sendable, Hashable {
    /// The available cells; the picture fills them as far as its aspect ratio allows.
    package var area: Size
    /// The height of a cell divided by its width.
    package var cellAspect: Double
    package var depth: ColorDepth
    package var symbols: PictureSymbols
    /// The color behind transparent pixels and around the picture.
    package var background: Color
    package var placement: PicturePlacement
    /// The maximum number of color pairs; at least 1.
    package var pairLimit: Int

    /// The default pair limit leaves room for the rest of the screen at that depth.
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

    /// The default pair limit. Terminals with 256 or more colors have 32,768 or 65,536 pairs, those with 16 have 256,
    /// those with 8 only 64.
    package static func standardPairLimit(_ depth: ColorDepth) -> Int {
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
        let shape = Double(width) / Double(height) * cellAspect
        // The width in columns if the picture were as high as the area.
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
