import Foundation
import ModelViewer

/// An outdoor environment: sun or moon, sky gradient, clouds or stars, and haze.
struct Sky: Surroundings {
    let keyDirection: Vector3
    let fillDirection: Vector3
    private let tone: SkyTone
    /// The color below the horizon where no ground is drawn.
    private let below: Color
    private let cloudCover: Float
    private let hasStars: Bool
    /// The haze density per meter.
    private let thickness: Float
    private let noise: ValueNoise

    var keyLight: Color { tone.key }
    var skyLight: Color { tone.skyLight }
    var groundLight: Color { tone.groundLight }
    var fillLight: Color { tone.skyLight * 0.25 }
    var shadowStrength: Float { tone.shadow }

    /// `ground` is the color of the land around the viewer.
    init(_ scenery: Scenery, ground: Color, _ random: inout SeededRandom) {
        let isAirless = scenery.land == .moon
        tone = isAirless ? .airless : .of(scenery.hour)
        let side: Float = random.chance(0.5) ? 1 : -1
        // The camera looks toward -Z: the sun is in the picture at dawn and dusk, and behind the viewer by day.
        keyDirection = Vector3(side * tone.sun.across, tone.sun.height, tone.sun.isAhead ? -1 : 0.75).normalized
        fillDirection = Vector3(-keyDirection.x, 0.4, -keyDirection.z).normalized
        noise = ValueNoise(seed: random.next())
        thickness = isAirless ? 0 : 0.0058 * scenery.haze * (scenery.hour == .overcast ? 1.9 : 1)
        hasStars = scenery.hour == .night
        cloudCover = isAirless ? 0 : random.float(0.25...0.6)
        below = ground * (tone.skyLight + tone.key * max(keyDirection.y, 0))
    }

    func reflection(_ direction: Vector3) -> Color {
        let up = Vector3(direction.x, abs(direction.y), direction.z)
        return gradient(up) + halo(up) * 0.8 + tone.disc * (0.5 * smoothStep(0.995, 0.9995, up.dot(keyDirection)))
    }

    func background(_ direction: Vector3, x: Float, y: Float) -> Color {
        if direction.y < -0.3 { return below }
        let up = Vector3(direction.x, max(direction.y, 0), direction.z).normalized
        var color = gradient(up) + halo(up)
        if hasStars { color = color + Color(0.9, 0.92, 1) * star(up) }
        color = color + tone.disc * smoothStep(0.9992, 0.99955, direction.dot(keyDirection))
        guard cloudCover > 0, direction.y > 0.01 else { return color }
        let scale = 0.9 / (direction.y + 0.14)
        let cloud = noise.fractal(direction.x * scale * 1.1, direction.z * scale * 2.1, octaves: 4)
        let amount =
            smoothStep(0.32 - cloudCover, 0.85 - cloudCover * 0.5, cloud + 0.28) * smoothStep(0.01, 0.22, direction.y)
        let lit = tone.cloud + tone.glow * (0.6 * pow(max(direction.dot(keyDirection), 0), 6))
        return color.mixed(with: lit, amount * 0.75)
    }

    func throughAir(_ color: Color, distance: Float, direction: Vector3) -> Color {
        guard thickness > 0 else { return color }
        let level = Vector3(direction.x, 0, direction.z).normalized
        let hidden = 1 - exp(-distance * thickness)
        return color.mixed(with: tone.horizon + halo(level) * 0.5, hidden)
    }

    private func gradient(_ direction: Vector3) -> Color {
        tone.horizon.mixed(with: tone.zenith, pow(max(direction.y, 0), 0.55))
    }

    private func halo(_ direction: Vector3) -> Color {
        let near = max(direction.dot(keyDirection), 0)
        return tone.glow * (0.75 * pow(near, 5) + 0.6 * pow(near, 40))
    }

    private func star(_ direction: Vector3) -> Float {
        let (u, v) = (atan2(direction.x, direction.z) * 46, asin(min(max(direction.y, -1), 1)) * 46)
        let (column, row) = (floor(u), floor(v))
        let bright = noise.value(column + 0.5, row + 77.5)
        guard bright > 0.12 else { return 0 }
        // Each star has a random offset in its cell, to avoid a visible grid.
        let dx = u - column - 0.5 - 0.7 * noise.value(column + 31.5, row + 0.5)
        let dy = v - row - 0.5 - 0.7 * noise.value(column + 0.5, row + 31.5)
        return (1 - smoothStep(0.001, 0.005 + bright * 0.012, dx * dx + dy * dy)) * bright * 2.6
    }
}
