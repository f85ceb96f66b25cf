import TerminalCore

extension Color {
    /// The RGB value; black for the terminal's default color, which is unknown.
    var look: XtermPalette.RGB {
        switch self {
        case .terminalDefault: XtermPalette.RGB(red: 0, green: 0, blue: 0)
        case .palette(let index): XtermPalette.rgb(of: index)
        case .rgb(let red, let green, let blue): XtermPalette.RGB(red: Int(red), green: Int(green), blue: Int(blue))
        }
    }

    /// The nearest color of that depth.
    init(_ rgb: XtermPalette.RGB, depth: ColorDepth) {
        switch depth {
        case .monochrome: self = .terminalDefault
        case .ansi8: self = .palette(XtermPalette.nearestSystem(to: rgb, count: 8))
        case .ansi16: self = .palette(XtermPalette.nearestSystem(to: rgb, count: 16))
        case .indexed256: self = .palette(XtermPalette.nearestFixed(to: rgb))
        case .direct: self = .rgb(UInt8(rgb.red), UInt8(rgb.green), UInt8(rgb.blue))
        }
    }
}

extension PixelImage {
    /// The color of a pixel, and whether it is opaque.
    func pixel(_ index: Int) -> (color: XtermPalette.RGB, isOpaque: Bool) {
        let at = index * 4
        let color = XtermPalette.RGB(red: Int(bytes[at]), green: Int(bytes[at + 1]), blue: Int(bytes[at + 2]))
        return (color, bytes[at + 3] >= 128)
    }

    /// The picture on a background; on the unknown default background, pixels are either opaque or transparent.
    func on(_ background: Color) -> PixelImage {
        guard background != .terminalDefault else { return withHardEdges() }
        let ground = background.look
        return flattened(on: (ground.red, ground.green, ground.blue))
    }
}
