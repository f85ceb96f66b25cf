import Foundation
import TerminalCore

extension RGB {
    /// The nearest color to linear red, green and blue, each clamped to 0 to 1.
    init(linear: SIMD3<Double>) {
        func channel(_ value: Double) -> UInt8 {
            let value = min(max(value, 0), 1)
            let fraction = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
            return UInt8((fraction * 255).rounded())
        }
        self.init(red: channel(linear.x), green: channel(linear.y), blue: channel(linear.z))
    }

    /// Linear red, green and blue, each 0 to 1.
    var linear: SIMD3<Double> {
        SIMD3(Self.linear(red), Self.linear(green), Self.linear(blue))
    }

    /// The relative luminance of WCAG 2, 0 to 1.
    var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The WCAG 2 contrast ratio, 1 to 21, the same in both directions.
    func contrast(to other: RGB) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// The squared OKLab distance of two colors.
    func difference(to other: RGB) -> Double {
        let distance = oklab - other.oklab
        return (distance * distance).sum()
    }

    /// Lightness, green–red and blue–yellow in OKLab (Ottosson 2020), where distances are nearly perceptual.
    var oklab: SIMD3<Double> {
        let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        return SIMD3(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
    }

    private static func linear(_ channel: UInt8) -> Double {
        linearValues[Int(channel)]
    }

    private static let linearValues: [Double] = (0...255).map { value in
        let fraction = Double(value) / 255
        return fraction <= 0.04045 ? fraction / 12.92 : pow((fraction + 0.055) / 1.055, 2.4)
    }
}
