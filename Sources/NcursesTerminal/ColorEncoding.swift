import TerminalCore

struct ColorEncoding: Hashable {
    let depth: ColorDepth

    static let terminalDefault: Int32 = -1

    /// Returns the number of the nearest color of the depth.
    func number(of color: Color) -> Int32 {
        switch (depth, color) {
        case (.monochrome, _), (_, .terminalDefault): Self.terminalDefault
        case (.direct, .palette(let index)) where index < 8: Int32(index)
        case (.direct, _): Self.direct(color.look)
        case (.indexed256, .palette(let index)): Int32(index)
        case (.ansi16, .palette(let index)) where index < 16: Int32(index)
        case (.ansi8, .palette(let index)) where index < 16: Int32(index % 8)
        case (.indexed256, _): Int32(XtermPalette.nearestFixed(to: color.look))
        case (.ansi16, _), (.ansi8, _):
            Int32(XtermPalette.nearestSystem(to: color.look, count: depth == .ansi16 ? 16 : 8))
        }
    }

    /// With direct color, ncurses uses 0 to 7 for the palette, so the darkest blues become blue 8.
    private static func direct(_ color: RGB) -> Int32 {
        max(8, Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue))
    }
}
