import TerminalCore

struct ColorEncoding: Hashable {
    let depth: ColorDepth

    static let terminalDefault: Int32 = -1

    /// Returns the number of the nearest color of the depth.
    func number(of color: Color) -> Int32 {
        switch (depth, color) {
        case (.monochrome, _), (_, .terminalDefault): Self.terminalDefault
        case (.direct, .rgb(let red, let green, let blue)):
            Self.direct(XtermPalette.RGB(red: Int(red), green: Int(green), blue: Int(blue)))
        case (.direct, .palette(let index)):
            index < 8 ? Int32(index) : Self.direct(XtermPalette.rgb(of: index))
        case (.indexed256, .palette(let index)): Int32(index)
        case (.indexed256, .rgb(let red, let green, let blue)):
            Int32(XtermPalette.nearestFixed(to: .init(red: Int(red), green: Int(green), blue: Int(blue))))
        case (.ansi16, .palette(let index)) where index < 16: Int32(index)
        case (.ansi8, .palette(let index)) where index < 16: Int32(index % 8)
        case (.ansi16, _), (.ansi8, _):
            Int32(XtermPalette.nearestSystem(to: Self.rgb(of: color), count: depth == .ansi16 ? 16 : 8))
        }
    }

    /// With direct color, ncurses uses 0 to 7 for the palette, so the darkest blues become blue 8.
    private static func direct(_ color: XtermPalette.RGB) -> Int32 {
        Int32(max(8, color.red << 16 | color.green << 8 | color.blue))
    }

    private static func rgb(of color: Color) -> XtermPalette.RGB {
        switch color {
        case .rgb(let red, let green, let blue): .init(red: Int(red), green: Int(green), blue: Int(blue))
        case .palette(let index): XtermPalette.rgb(of: index)
        case .terminalDefault: .init(red: 0, green: 0, blue: 0)
        }
    }
}
