/// How a surface of a scene looks.
struct SceneSurface: Sendable, Hashable {
    /// Multiplies texture and vertex colours; linear.
    var colour = Colour.white
    /// Into the scene's textures.
    var texture: Int?
    /// Where the texture's alpha is below this, 0 to 1, there is nothing; 0 for a solid surface.
    var cutoff: Float = 0
    /// Light given off; linear.
    var glow = Colour.black
    var metallic: Float = 0
    var roughness: Float = 1

    /// For what a file says nothing about: white would leave no room for light to show the shape.
    static let unstated = SceneSurface(colour: Colour(0.6, 0.6, 0.6), roughness: 0.7)
}
