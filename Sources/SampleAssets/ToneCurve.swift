import Foundation

/// Converts linear light of any intensity to sRGB bytes with soft highlights.
struct ToneCurve {
    private let table: [UInt8]
    private static let steps: Float = 4095

    init() {
        table = (0...Int(Self.steps)).map { step in
            let value = Float(step) / Self.steps
            let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
            return UInt8((encoded * 255).rounded())
        }
    }

    func byte(_ value: Float) -> UInt8 {
        let x = max(value, 0)
        // Narkowicz's filmic approximation.
        let bent = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
        return table[Int(min(bent, 1) * Self.steps)]
    }
}
