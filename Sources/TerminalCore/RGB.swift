/// An sRGB color with 8 bits per channel.
package struct RGB: Sendable, Hashable {
    package var red, green, blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Six hexadecimal digits with or without `#`; nil for anything else.
    package init?(hex: some StringProtocol) {
        let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
            return nil
        }
        self.init(
            red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// The squared distance in the RGB cube.
    package func cubeDistance(to other: RGB) -> Int {
        let (red, green, blue) = (
            Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
        )
        return red * red + green * green + blue * blue
    }
}

extension Color {
    /// The RGB value; black for the terminal's default color, which is unknown.
    package var look: RGB {
        switch self {
        case .terminalDefault: RGB(red: 0, green: 0, blue: 0)
        case .palette(let index): XtermPalette.rgb(of: index)
        case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue)
        }
    }

    /// The nearest color of that depth.
    package init(_ rgb: RGB, depth: ColorDepth) {
        switch depth {
        case .monochrome: self = .terminalDefault
        case .ansi8: self = .palette(XtermPalette.nearestSystem(to: rgb, count: 8))
        case .ansi16: self = .palette(XtermPalette.nearestSystem(to: rgb, count: 16))
        case .indexed256: self = .palette(XtermPalette.nearestFixed(to: rgb))
        case .direct: self = .rgb(rgb.red, rgb.green, rgb.blue)
        }
    }
}
