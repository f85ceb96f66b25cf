/// How a surface answers light, in the terms of glTF. Its colour is on the vertices.
package struct Material: Sendable, Hashable {
    /// 0 for paint, stone or wood, 1 for metal.
    package var metallic: Float
    /// 0 for a mirror, 1 for chalk.
    package var roughness: Float
    /// Light the surface gives off by itself, as a multiple of its colour; 0 for nearly everything.
    package var glow: Float

    package init(metallic: Float, roughness: Float, glow: Float = 0) {
        self.metallic = metallic
        self.roughness = roughness
        self.glow = glow
    }

    static let matte = Material(metallic: 0, roughness: 0.85)
    static let satin = Material(metallic: 0, roughness: 0.5)
    static let glazed = Material(metallic: 0, roughness: 0.18)
    static let metal = Material(metallic: 1, roughness: 0.28)
    static let wornMetal = Material(metallic: 0.9, roughness: 0.5)
    static let glowing = Material(metallic: 0, roughness: 0.6, glow: 1.6)
}
