import Foundation

/// What a part is made of: a material, and its colour at each point of the finished thing.
struct Surface: Sendable {
    var material: Material
    var colour: @Sendable (Vector3) -> Colour

    static func plain(_ colour: Colour, _ material: Material) -> Surface {
        Surface(material: material) { _ in colour }
    }

    /// From one colour at the bottom to the other at the top.
    static func fading(
        _ low: Colour, _ high: Colour, from bottom: Float, to top: Float, _ material: Material
    ) -> Surface {
        Surface(material: material) { low.mixed(with: high, smoothStep(bottom, top, $0.y)) }
    }

    /// Level stripes of two colours, `count` for each metre.
    static func banded(_ first: Colour, _ second: Colour, count: Float, _ material: Material) -> Surface {
        Surface(material: material) { sin($0.y * count * .pi * 2) > 0.35 ? second : first }
    }

    /// Long grain along Y, or along X where `lying`.
    static func grained(_ colour: Colour, seed: UInt64, lying: Bool = false, _ material: Material) -> Surface {
        let noise = ValueNoise(seed: seed)
        return Surface(material: material) { point in
            let along = lying ? point.x : point.y
            let across = lying ? point.y : point.x
            let streak = noise.fractal(across * 14 + point.z * 9, along * 1.4, octaves: 3)
            return colour * (1 + streak * 0.5)
        }
    }

    /// Slightly uneven, as fired clay, stone or plaster is.
    static func mottled(_ colour: Colour, seed: UInt64, strength: Float = 0.25, _ material: Material) -> Surface {
        let noise = ValueNoise(seed: seed)
        return Surface(material: material) { point in
            let blotch = noise.fractal(point.x * 5 + point.z * 3.1, point.y * 5 - point.z * 2.3, octaves: 3)
            return colour * (1 + blotch * strength)
        }
    }
}
