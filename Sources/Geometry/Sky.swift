import Foundation

/// Open air: sun or moon, a gradient, clouds or stars, and air that hides what is far.
struct Sky: Surroundings {
    let keyDirection: Vector3
    let fillDirection: Vector3
    private let tone: SkyTone
    /// What is seen below the horizon where no ground is drawn.
    private let below: Colour
    private let cloudCover: Float
    private let hasStars: Bool
    /// For each metre.
    private let thickness: Float
    private let noise: ValueNoise

    var keyLight: Colour { tone.key }
    var skyLight: Colour { tone.skyLight }
    var groundLight: Colour { tone.groundLight }
    var fillLight: Colour { tone.skyLight * 0.25 }
    var shadowStrength: Float { tone.shadow }

    /// `ground` is the colour of the land around the viewer.
    init(_ scenery: Scenery, ground: Colour, _ random: inout SeededRandom) {
        let isAirless = scenery.land == .moon
        tone = isAirless ? .airless : .of(scenery.hour)
        let side: Float = random.chance(0.5) ? 1 : -1
        // The camera looks towards -Z: the sun stands in the picture at dawn and dusk, behind the eye by day.
        keyDirection = Vector3(side * tone.sun.across, tone.sun.height, tone.sun.isAhead ? -1 : 0.75).normalised
        fillDirection = Vector3(-keyDirection.x, 0.4, -keyDirection.z).normalised
        noise = ValueNoise(seed: random.next())
        thickness = isAirless ? 0 : 0.0058 * scenery.haze * (scenery.hour == .overcast ? 1.9 : 1)
        hasStars = scenery.hour == .night
        cloudCover = isAirless ? 0 : random.float(0.25...0.6)
        below = ground * (tone.skyLight + tone.key * max(keyDirection.y, 0))
    }

    func reflection(_ direction: Vector3) -> Colour {
        let up = Vector3(direction.x, abs(direction.y), direction.z)
        return gradient(up) + halo(up) * 0.8 + tone.disc * (0.5 * smoothStep(0.995, 0.9995, up.dot(keyDirection)))
    }

    func background(_ direction: Vector3, x: Float, y: Float) -> Colour {
        if direction.y < -0.3 { return below }
        let up = Vector3(direction.x, max(direction.y, 0), direction.z).normalised
        var colour = gradient(up) + halo(up)
        if hasStars { colour = colour + Colour(0.9, 0.92, 1) * star(up) }
        colour = colour + tone.disc * smoothStep(0.9992, 0.99955, direction.dot(keyDirection))
        guard cloudCover > 0, direction.y > 0.01 else { return colour }
        let scale = 0.9 / (direction.y + 0.14)
        let cloud = noise.fractal(direction.x * scale * 1.1, direction.z * scale * 2.1, octaves: 4)
        let amount =
            smoothStep(0.32 - cloudCover, 0.85 - cloudCover * 0.5, cloud + 0.28) * smoothStep(0.01, 0.22, direction.y)
        let lit = tone.cloud + tone.glow * (0.6 * pow(max(direction.dot(keyDirection), 0), 6))
        return colour.mixed(with: lit, amount * 0.75)
    }

    func throughAir(_ colour: Colour, distance: Float, direction: Vector3) -> Colour {
        guard thickness > 0 else { return colour }
        let level = Vector3(direction.x, 0, direction.z).normalised
        let hidden = 1 - exp(-distance * thickness)
        return colour.mixed(with: tone.horizon + halo(level) * 0.5, hidden)
    }

    private func gradient(_ direction: Vector3) -> Colour {
        tone.horizon.mixed(with: tone.zenith, pow(max(direction.y, 0), 0.55))
    }

    private func halo(_ direction: Vector3) -> Colour {
        let near = max(direction.dot(keyDirection), 0)
        return tone.glow * (0.75 * pow(near, 5) + 0.6 * pow(near, 40))
    }

    private func star(_ direction: Vector3) -> Float {
        let (u, v) = (atan2(direction.x, direction.z) * 46, asin(min(max(direction.y, -1), 1)) * 46)
        let (column, row) = (floor(u), floor(v))
        let bright = noise.value(column + 0.5, row + 77.5)
        guard bright > 0.12 else { return 0 }
        // Each star stands elsewhere in its cell, or the sky would look like a sieve.
        let dx = u - column - 0.5 - 0.7 * noise.value(column + 31.5, row + 0.5)
        let dy = v - row - 0.5 - 0.7 * noise.value(column + 0.5, row + 31.5)
        return (1 - smoothStep(0.001, 0.005 + bright * 0.012, dx * dx + dy * dy)) * bright * 2.6
    }
}
