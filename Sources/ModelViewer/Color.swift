import Foundation

/// A color in linear light, 0 to 1 a channel, or more for a glow.
package struct Color: Sendable, Hashable {
    package var red: Float
    package var green: Float
    package var blue: Float

    @inlinable package init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Converts from sRGB in the form `0xRRGGBB`.
    package init(hex: UInt32) {
        self.init(
            Self.linear(Float((hex >> 16) & 255) / 255), Self.linear(Float((hex >> 8) & 255) / 255),
            Self.linear(Float(hex & 255) / 255))
    }

    package static let black = Color(0, 0, 0)
    package static let white = Color(1, 1, 1)

    /// Interpolates linearly: `self` at 0, `other` at 1.
    @inlinable package func mixed(with other: Color, _ amount: Float) -> Color {
        Color(
            red + (other.red - red) * amount, green + (other.green - green) * amount,
            blue + (other.blue - blue) * amount)
    }

    @inlinable package static func * (a: Color, s: Float) -> Color { Color(a.red * s, a.green * s, a.blue * s) }
    @inlinable package static func * (a: Color, b: Color) -> Color {
        Color(a.red * b.red, a.green * b.green, a.blue * b.blue)
    }
    @inlinable package static func + (a: Color, b: Color) -> Color {
        Color(a.red + b.red, a.green + b.green, a.blue + b.blue)
    }

    /// The luminance, 0 to 1.
    @inlinable package var luminance: Float { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    /// Scales the saturation at the same luminance.
    package func saturated(_ amount: Float) -> Color {
        let gray = Color(luminance, luminance, luminance)
        let mixed = gray.mixed(with: self, amount)
        return Color(max(mixed.red, 0), max(mixed.green, 0), max(mixed.blue, 0))
    }

    /// The sRGB encoding, clamped to 0 to 1 a channel.
    package var encoded: Color { Color(Self.curved(red), Self.curved(green), Self.curved(blue)) }

    package var channels: [Float] { [red, green, blue] }

    static func curved(_ value: Float) -> Float {
        let light = min(max(value, 0), 1)
        return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    }

    static func linear(_ value: Float) -> Float {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
