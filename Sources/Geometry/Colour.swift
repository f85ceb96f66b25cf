import Foundation

/// A colour in linear light, 0 to 1 a channel (more where something glows).
package struct Colour: Sendable, Hashable {
    package var red: Float
    package var green: Float
    package var blue: Float

    package init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// From sRGB as designers write it: `0xRRGGBB`.
    package init(hex: UInt32) {
        self.init(
            Self.linear(Float((hex >> 16) & 255) / 255), Self.linear(Float((hex >> 8) & 255) / 255),
            Self.linear(Float(hex & 255) / 255))
    }

    static let black = Colour(0, 0, 0)
    static let white = Colour(1, 1, 1)

    /// `self` at 0, `other` at 1.
    func mixed(with other: Colour, _ amount: Float) -> Colour {
        Colour(
            red + (other.red - red) * amount, green + (other.green - green) * amount,
            blue + (other.blue - blue) * amount)
    }

    static func * (a: Colour, s: Float) -> Colour { Colour(a.red * s, a.green * s, a.blue * s) }
    static func * (a: Colour, b: Colour) -> Colour { Colour(a.red * b.red, a.green * b.green, a.blue * b.blue) }
    static func + (a: Colour, b: Colour) -> Colour { Colour(a.red + b.red, a.green + b.green, a.blue + b.blue) }

    /// How bright it looks, 0 to 1.
    var luminance: Float { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    /// Further from (above 1) or nearer to (below 1) the grey of the same brightness.
    func saturated(_ amount: Float) -> Colour {
        let grey = Colour(luminance, luminance, luminance)
        let mixed = grey.mixed(with: self, amount)
        return Colour(max(mixed.red, 0), max(mixed.green, 0), max(mixed.blue, 0))
    }

    /// As sRGB stores it, cut to 0 to 1 a channel.
    var encoded: Colour { Colour(Self.curved(red), Self.curved(green), Self.curved(blue)) }

    /// Red, green and blue.
    var channels: [Float] { [red, green, blue] }

    private static func curved(_ value: Float) -> Float {
        let light = min(max(value, 0), 1)
        return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    }

    private static func linear(_ value: Float) -> Float {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}

extension Colour {
    /// From sRGB as files store it, 0 to 1 a channel; what is outside is cut, what is not a number becomes 0.
    init(encodedRed red: Float, green: Float, blue: Float) {
        func cut(_ value: Float) -> Float { value > 0 ? min(value, 1) : 0 }
        self.init(Self.linear(cut(red)), Self.linear(cut(green)), Self.linear(cut(blue)))
    }
}
