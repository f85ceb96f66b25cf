import Foundation

/// Lookup tables between linear light and sRGB bytes.
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

    /// The byte of a light, 0 to 1.
    @inline(__always)
    func byte(_ value: Float) -> UInt8 {
        bytes[Int(value * Self.steps)]
    }

    /// The linear light of a channel, 0 to 255.
    @inline(__always)
    func light(_ channel: Float) -> Float {
        lights[min(max(Int(channel + 0.5), 0), 255)]
    }
}
