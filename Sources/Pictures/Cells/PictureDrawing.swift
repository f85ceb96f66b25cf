import TerminalCore

/// Converts pixels to cells. Deterministic; takes milliseconds to 0.1 s on the calling thread.
package enum PictureDrawing {
    /// The pixels per cell in each direction, equal to chafa's symbol size.
    private static let pixelsPerCell = 8

    /// The minimum number of pixels for drawing with these options, for `PictureDecoder`.
    package static func neededPixels(_ options: PictureOptions, width: Int, height: Int) -> (width: Int, height: Int) {
        let place = options.place(width: width, height: height)
        return (max(1, place.columns * pixelsPerCell), max(1, place.rows * pixelsPerCell))
    }

    /// Draws a picture.
    ///
    /// - Returns: The cells; the picture itself uses at most `options.pairLimit` color pairs.
    /// - Throws: `PictureError.noMemory`.
    package static func draw(_ picture: PixelImage, _ options: PictureOptions) throws(PictureError) -> DrawnPicture {
        var canvas = Canvas(size: options.area, style: Style(background: options.background))
        let place = options.place(width: picture.width, height: picture.height)
        guard !place.isEmpty else { return DrawnPicture(canvas: canvas, place: place) }
        var cells = try cells(of: picture, size: place.size, options)
        let budget = ColorPairBudget(
            limit: options.pairLimit, depth: options.depth, background: options.background)
        budget.apply(to: &cells)
        for row in 0..<place.rows {
            for column in 0..<place.columns {
                canvas.put(
                    cells[row * place.columns + column], column: place.column + column, row: place.row + row)
            }
        }
        return DrawnPicture(canvas: canvas, place: place)
    }

    private static func cells(
        of picture: PixelImage, size: Size, _ options: PictureOptions
    ) throws(PictureError) -> [Cell] {
        switch options.symbols {
        case .halfBlocks:
            let pixels = try resized(picture, size.columns, size.rows * 2)
            return HalfBlocks(depth: options.depth, background: options.background).cells(pixels, size)
        case .ascii where options.depth == .monochrome:
            let pixels = try resized(picture, size.columns, size.rows)
            return AsciiShades(background: options.background).cells(pixels)
        case .blocks, .ascii:
            let pixels = try resized(picture, size.columns * pixelsPerCell, size.rows * pixelsPerCell)
            let symbols = ShapedSymbols(
                depth: options.depth, isASCII: options.symbols == .ascii, background: options.background)
            return try symbols.cells(pixels, size)
        }
    }

    private static func resized(_ picture: PixelImage, _ width: Int, _ height: Int) throws(PictureError) -> PixelImage {
        guard let result = picture.resized(toWidth: width, height: height) else { throw .noMemory }
        return result
    }
}
