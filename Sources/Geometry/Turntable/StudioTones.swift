import Foundation

/// Linear light to sRGB bytes and back, by tables. What is brighter than white bends towards it; the rest stays true.
struct StudioTones {
    private let bytes: [UInt8]
    private let lights: [Float]
    private static let steps: Float = 4_095

    static let shared = StudioTones()

    private init() {
        bytes = (0...Int(Self.steps)).map { step in
            let value = Float(step) / Self.steps
            let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
            return UInt8((encoded * 255).rounded())
        }
        lights = (0...255).map { byte in
            let value = Float(byte) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    /// Of any number; what is not one is black.
    @inline(__always)
    func byte(_ value: Float) -> UInt8 {
        guard value > 0 else { return 0 }
        let bent = value < 0.55 ? value : 0.55 + 0.45 * (1 - 1 / (1 + (value - 0.55) / 0.45))
        return bytes[Int(min(bent, 1) * Self.steps)]
    }

    /// The light of a channel of 0 to 255.
    @inline(__always)
    func light(_ channel: Float) -> Float {
        lights[min(max(Int(channel + 0.5), 0), 255)]
    }
}
