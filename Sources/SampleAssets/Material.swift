/// The glTF material properties of a surface. Its color is on the vertices.
package struct Material: Sendable, Hashable {
    /// 0 for a dielectric such as paint, stone or wood; 1 for metal.
    package var metallic: Float
    /// 0 for a mirror, 1 for fully diffuse.
    package var roughness: Float
    /// The emitted light as a multiple of the color; usually 0.
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
