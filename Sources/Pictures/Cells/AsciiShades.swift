import TerminalCore

/// One pixel per cell as a character of similar brightness, without colors or Unicode.
struct AsciiShades {
    let background: Color

    private static let ramp = " .:-=+*#%@".unicodeScalars.compactMap { Glyph(symbol: $0) }

    /// The cells of a picture with one pixel per cell.
    func cells(_ pixels: PixelImage) -> [Cell] {
        let drawn = pixels.on(background)
        let range = brightnessRange(drawn)
        return (0..<pixels.width * pixels.height).map { index in
            let (color, isOpaque) = drawn.pixel(index)
            let isBlank = !isOpaque || pixels.bytes[index * 4 + 3] == 0
            let share = (color.brightness - range.lowerBound) * Self.ramp.count / (range.count + 1)
            let step = isBlank ? 0 : min(max(share, 0), Self.ramp.count - 1)
            return Cell(glyph: Self.ramp[step], style: Style(background: background))
        }
    }

    /// The brightness range without its extremes, to make use of all ten characters. A uniform picture keeps its
    /// brightness.
    private func brightnessRange(_ pixels: PixelImage) -> ClosedRange<Int> {
        let ordered = (0..<pixels.width * pixels.height).map { pixels.pixel($0).color.brightness }.sorted()
        let (low, high) = (ordered[ordered.count / 50], ordered[ordered.count - 1 - ordered.count / 50])
        return high - low < 24 ? 0...255 : low...high
    }
}
