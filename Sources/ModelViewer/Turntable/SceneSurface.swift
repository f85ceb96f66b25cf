/// The material of a run of triangles, as in glTF.
package struct SceneSurface: Sendable, Hashable {
    /// The linear factor of texture and vertex colors.
    var color: Color
    /// An index into the scene's textures.
    var texture: Int?
    /// The alpha threshold, 0 to 1, below which the texture is a hole; 0 for an opaque surface.
    var cutoff: Float = 0
    /// The emitted light, linear.
    package var glow: Color
    /// 0 for a dielectric such as paint, stone or wood; 1 for metal.
    package var metallic: Float
    /// 0 for a mirror, 1 for fully diffuse.
    package var roughness: Float

    package init(
        color: Color = .white, metallic: Float = 0, roughness: Float = 1, glow: Color = .black
    ) {
        self.color = color
        self.metallic = metallic
        self.roughness = roughness
        self.glow = glow
    }

    /// The default surface; gray, because white leaves no room for shading.
    static let unstated = SceneSurface(color: Color(0.6, 0.6, 0.6), roughness: 0.7)
}
