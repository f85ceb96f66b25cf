struct SceneSurface: Sendable, Hashable {
    /// The linear factor of texture and vertex colors.
    var color = Color.white
    /// An index into the scene's textures.
    var texture: Int?
    /// The alpha threshold, 0 to 1, below which the texture is a hole; 0 for an opaque surface.
    var cutoff: Float = 0
    /// The emitted light, linear.
    var glow = Color.black
    var metallic: Float = 0
    var roughness: Float = 1

    /// The default surface; gray, because white leaves no room for shading.
    static let unstated = SceneSurface(color: Color(0.6, 0.6, 0.6), roughness: 0.7)
}
