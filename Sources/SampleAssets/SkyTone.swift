import ModelViewer

/// The colors of the sky and its light at one hour.
struct SkyTone: Sendable {
    var sun: (height: Float, across: Float, isAhead: Bool)
    var zenith: Color
    var horizon: Color
    var key: Color
    /// The color of the sun or moon; black if not visible.
    var disc: Color
    var glow: Color
    var cloud: Color
    var skyLight: Color
    var groundLight: Color
    /// The fraction of the key light that a full shadow removes, 0 to 1.
    var shadow: Float

    static func of(_ hour: Scenery.Hour) -> SkyTone {
        switch hour {
        case .dawn: dawn
        case .day: day
        case .dusk: dusk
        case .night: night
        case .overcast: overcast
        }
    }

    private static let dawn = SkyTone(
        sun: (0.26, 0.45, true), zenith: Color(hex: 0x5E86BC), horizon: Color(hex: 0xF6CBA6),
        key: Color(2.3, 1.65, 1.1), disc: Color(6, 4.6, 3), glow: Color(0.75, 0.42, 0.2),
        cloud: Color(1.0, 0.78, 0.66), skyLight: Color(0.44, 0.46, 0.56), groundLight: Color(0.24, 0.2, 0.17),
        shadow: 0.85)

    private static let day = SkyTone(
        sun: (0.9, 0.8, false), zenith: Color(hex: 0x3B7CC9), horizon: Color(hex: 0xC4DEEA),
        key: Color(2.5, 2.35, 2.05), disc: Color(7, 6.8, 6), glow: Color(0.3, 0.28, 0.2),
        cloud: Color(1.05, 1.05, 1.05), skyLight: Color(0.46, 0.54, 0.66), groundLight: Color(0.2, 0.19, 0.15),
        shadow: 0.85)

    private static let dusk = SkyTone(
        sun: (0.13, 0.38, true), zenith: Color(hex: 0x33406F), horizon: Color(hex: 0xF09A62),
        key: Color(2.2, 1.15, 0.6), disc: Color(7, 3.6, 1.6), glow: Color(0.95, 0.36, 0.12),
        cloud: Color(0.95, 0.5, 0.42), skyLight: Color(0.36, 0.33, 0.46), groundLight: Color(0.2, 0.14, 0.13),
        shadow: 0.8)

    private static let night = SkyTone(
        sun: (0.7, 0.9, true), zenith: Color(hex: 0x0C1230), horizon: Color(hex: 0x35477E),
        key: Color(0.55, 0.66, 0.95), disc: Color(1.9, 1.9, 1.75), glow: Color(0.08, 0.1, 0.2),
        cloud: Color(0.1, 0.12, 0.22), skyLight: Color(0.16, 0.2, 0.36), groundLight: Color(0.06, 0.07, 0.12),
        shadow: 0.7)

    private static let overcast = SkyTone(
        sun: (0.8, 0.4, false), zenith: Color(hex: 0x66737F), horizon: Color(hex: 0xBCC4C8),
        key: Color(0.75, 0.76, 0.78), disc: .black, glow: .black, cloud: Color(hex: 0x515C68),
        skyLight: Color(0.7, 0.74, 0.79), groundLight: Color(0.26, 0.26, 0.25), shadow: 0.45)

    /// The tone without air: a black sky and hard light.
    static let airless = SkyTone(
        sun: (0.5, 0.9, false), zenith: .black, horizon: .black, key: Color(2.6, 2.55, 2.4), disc: .black,
        glow: .black, cloud: .black, skyLight: Color(0.06, 0.07, 0.1), groundLight: Color(0.05, 0.05, 0.06), shadow: 1
    )
}
