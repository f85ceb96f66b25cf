import Foundation
import ModelViewer

/// The height and color of a World's ground. The viewer stands south (+Z) and looks north.
struct Terrain: Sendable {
    let scenery: Scenery
    private let noise: ValueNoise
    private let detail: ValueNoise
    private let turn: Float

    /// Half the side of the detailed area, in meters.
    static let reach: Float = 46

    init(_ scenery: Scenery, _ random: inout SeededRandom) {
        self.scenery = scenery
        noise = ValueNoise(seed: random.next())
        detail = ValueNoise(seed: random.next())
        turn = random.float(-0.5...0.5)
    }

    var hasWater: Bool {
        switch scenery.land {
        case .shore, .island, .harbour, .alpine: true
        case .meadow, .forest: noise.value(3.3, 8.1) > -0.2
        case .canyon, .dunes, .volcanic, .moon: false
        }
    }

    /// In meters; below 0 is under water if there is water.
    func height(_ x: Float, _ z: Float) -> Float {
        let rough = detail.fractal(x * 0.3, z * 0.3, octaves: 3) * 0.35
        let broad = noise.fractal(x * 0.045 + 11, z * 0.045, octaves: 4)
        let ridge = noise.ridged(x * 0.028, z * 0.028 + 3, octaves: 4)
        let far = smoothStep(4, 60, -z)
        let middle = x + sin(z * 0.09 + turn * 4) * 5
        switch scenery.land {
        case .meadow: return broad * 6 + 1.7 + rough * 0.6 + far * ridge * 13 - dip(middle, 5) * 2.9
        case .alpine: return ridge * (4 + 26 * far) - 4.2 + rough + smoothStep(8, 32, abs(middle)) * ridge * 14
        case .forest: return broad * 4.5 + 1.4 + rough + far * ridge * 8 - dip(middle, 4) * 3
        case .canyon:
            let wall = smoothStep(9, 15, abs(middle) + broad * 7 - smoothStep(8, 22, z) * 5)
            let steps = floor((wall * 4 + ridge * 1.6) * 1.4) / 1.4
            return steps * 3.2 + wall * 2 + rough * 0.8
        case .dunes:
            let wave = 1 - abs(sin(x * 0.09 + z * 0.05 + broad * 3.2))
            return pow(wave, 1.4) * 4.2 + broad * 3 + rough * 0.12 + far * 2
        case .shore:
            let slope = (x * (turn > 0 ? 1 : -1) + 3) * 0.13 + broad * 3.2
            return slope + far * 1.5 + rough * 0.7 + (slope > 1.6 ? ridge * 3 : 0) - smoothStep(
                0.1, 0.6, detail.value(x * 0.16, z * 0.16)) * 0.9
        case .island:
            let d = (x * x + (z + 8) * (z + 8)).squareRoot()
            let second = ((x - 27) * (x - 27) + (z + 30) * (z + 30)).squareRoot()
            return max(5.4 - d * 0.36, 4.5 - second * 0.45) + ridge * 3.4 * (1 - smoothStep(4, 20, d)) + broad * 2
                + rough - 1.6
        case .volcanic:
            let d = (x * x + (z + 34) * (z + 34)).squareRoot()
            let cone = max(22 - d * 0.75, 0) - max(15 - d, 0) * 0.8
            return cone + broad * 3.4 + ridge * 2.4 + rough * 1.6
        case .moon: return broad * 3 + craters(x, z) + rough * 0.5 + far * ridge * 9
        case .harbour: return smoothStep(3.5, 6, abs(middle)) * 1.7 - 0.9 + far * 2.2 + broad * 0.7 + rough * 0.1
        }
    }

    /// 1 in the middle of a channel of this half width, 0 outside.
    private func dip(_ across: Float, _ halfWidth: Float) -> Float {
        1 - smoothStep(halfWidth * 0.3, halfWidth, abs(across))
    }

    private func craters(_ x: Float, _ z: Float) -> Float {
        var sum: Float = 0
        for index in 0..<9 {
            let at = Float(index)
            let (cx, cz) = (noise.value(at * 7.3, 1.5) * 34, noise.value(at * 5.1, 9.5) * 34 - 8)
            let radius = 3 + abs(noise.value(at * 3.7, 4.5)) * 6
            let d = ((x - cx) * (x - cx) + (z - cz) * (z - cz)).squareRoot() / radius
            sum += d < 1 ? (d * d - 1) * radius * 0.3 : (1 - smoothStep(1, 1.5, d)) * radius * 0.1
        }
        return sum
    }

    func normal(_ x: Float, _ z: Float) -> Vector3 {
        let step: Float = 0.35
        return Vector3(
            height(x - step, z) - height(x + step, z), 2 * step, height(x, z - step) - height(x, z + step)
        ).normalized
    }

    func color(_ x: Float, _ z: Float, height: Float, normal: Vector3) -> Color {
        let patch = detail.fractal(x * 0.22, z * 0.22, octaves: 3)
        let (low, high, rock, wet) = palette
        var color = low.mixed(with: high, smoothStep(-0.4, 0.5, patch + height * 0.02))
        color = color.mixed(with: rock, 1 - smoothStep(0.7, 0.86, normal.y))
        if hasWater { color = color.mixed(with: wet, 1 - smoothStep(0.1, 0.55, height)) }
        if scenery.land == .volcanic { color = color + lava(x, z, height) }
        if scenery.land == .canyon { color = color * (0.8 + 0.25 * sin(height * 3.1)) }
        let snowLine: Float =
            scenery.isSnowy && scenery.land != .dunes ? 0.2 : scenery.land == .alpine ? 9 : .greatestFiniteMagnitude
        let snow = smoothStep(snowLine, snowLine + 2.5, height + patch * 3) * smoothStep(0.62, 0.8, normal.y)
        color = color.mixed(with: Color(hex: 0xEEF2F6), snow)
        return color * (0.88 + patch * 0.3)
    }

    /// Glowing veins, strongest near the cone, and bright enough to show at night.
    private func lava(_ x: Float, _ z: Float, _ height: Float) -> Color {
        let vein = 1 - abs(noise.fractal(x * 0.11 + 40, z * 0.11, octaves: 3)) * 9
        let near = 1 - smoothStep(16, 44, (x * x + (z + 24) * (z + 24)).squareRoot())
        let heat = max(vein, 0) * near * (1 - smoothStep(1, 12, height) * 0.5)
        let strength: Float = scenery.hour == .night ? 9 : 2.4
        return Color(1, 0.26, 0.05) * (heat * heat * strength)
    }

    /// Two kinds of ground, rock and shore.
    private var palette: (Color, Color, Color, Color) {
        func set(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (Color, Color, Color, Color) {
            let tint = scenery.tint
            func dyed(_ hex: UInt32) -> Color {
                tint.map { Color(hex: hex).mixed(with: $0, 0.45) } ?? Color(hex: hex)
            }
            return (dyed(a), dyed(b), Color(hex: c), Color(hex: d))
        }
        return switch scenery.land {
        case .meadow: set(0x5F8A3A, 0x94A04A, 0x837A69, 0x9A8A62)
        case .alpine: set(0x55733F, 0x74834F, 0x757575, 0x8A8474)
        case .forest: set(0x46602F, 0x61713A, 0x6A6252, 0x5C5238)
        case .canyon: set(0xB8683C, 0xC98552, 0xA4532F, 0xB8794C)
        case .dunes: set(0xD9AE72, 0xE5C48B, 0xC08E55, 0xC9A06A)
        case .shore: set(0xCDB98D, 0x7F9154, 0x6E6A64, 0xB39C70)
        case .island: set(0x6A8C45, 0x89984F, 0x77706A, 0xD9C795)
        case .volcanic: set(0x2E2B2C, 0x45403E, 0x232123, 0x3A3532)
        case .moon: set(0x8B8A88, 0xA3A19D, 0x6F6E6D, 0x8B8A88)
        case .harbour: set(0x8E867A, 0x9D9486, 0x837C71, 0x6D675E)
        }
    }
}
