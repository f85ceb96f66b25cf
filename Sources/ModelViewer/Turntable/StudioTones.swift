/// Lookup tables between linear light and sRGB bytes.
struct StudioTones {
    private let bytes: [UInt8]
    private let lights: [Float]
    private static let steps: Float = 4_095

    static let shared = StudioTones()

    private init() {
        bytes = (0...Int(Self.steps)).map { step in
            UInt8((Color.curved(Float(step) / Self.steps) * 255).rounded())
        }
        lights = (0...255).map { Color.linear(Float($0) / 255) }
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
