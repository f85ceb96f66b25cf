import Foundation
import ModelViewer

typealias Material = SceneSurface

extension Material {
    static let matte = Material(roughness: 0.85)
    static let satin = Material(roughness: 0.5)
    static let glazed = Material(roughness: 0.18)
    static let metal = Material(metallic: 1, roughness: 0.28)
    static let wornMetal = Material(metallic: 0.9, roughness: 0.5)
    static let glowing = Material(roughness: 0.6, glow: .white * 1.6)
}

/// A material with its color at each point of the finished object.
struct Surface: Sendable {
    var material: Material
    var color: @Sendable (Vector3) -> Color

    static func plain(_ color: Color, _ material: Material) -> Surface {
        Surface(material: material) { _ in color }
    }

    static func fading(
        _ low: Color, _ high: Color, from bottom: Float, to top: Float, _ material: Material
    ) -> Surface {
        Surface(material: material) { low.mixed(with: high, smoothStep(bottom, top, $0.y)) }
    }

    /// Horizontal stripes of two colors, `count` per meter.
    static func banded(_ first: Color, _ second: Color, count: Float, _ material: Material) -> Surface {
        Surface(material: material) { sin($0.y * count * .pi * 2) > 0.35 ? second : first }
    }

    /// Grain along Y, or along X if `lying`.
    static func grained(_ color: Color, seed: UInt64, lying: Bool = false, _ material: Material) -> Surface {
        let noise = ValueNoise(seed: seed)
        return Surface(material: material) { point in
            let along = lying ? point.x : point.y
            let across = lying ? point.y : point.x
            let streak = noise.fractal(across * 14 + point.z * 9, along * 1.4, octaves: 3)
            return color * (1 + streak * 0.5)
        }
    }

    /// Slightly uneven, like clay, stone or plaster.
    static func mottled(_ color: Color, seed: UInt64, strength: Float = 0.25, _ material: Material) -> Surface {
        let noise = ValueNoise(seed: seed)
        return Surface(material: material) { point in
            let blotch = noise.fractal(point.x * 5 + point.z * 3.1, point.y * 5 - point.z * 2.3, octaves: 3)
            return color * (1 + blotch * strength)
        }
    }
}
