package struct TurntableOptions: Sendable, Hashable {
    package enum Style: String, Sendable, Hashable, CaseIterable {
        case shaded
        /// The edges of all triangles; far and hidden ones are dim.
        case wireframe
    }

    package var style: Style = .shaded
    /// False draws all surfaces in one light gray.
    package var showsColors = true
    /// False omits textures and keeps plain and vertex colors.
    package var showsTextures = true
    /// For pictures in motion: draws the stand-in if there is one, and one sample per pixel above
    /// `TurntableOptions.movingPixelLimit`.
    package var isMoving = false
    /// Whether lights apply; without them, every surface has its plain color.
    package var isLit = true
    /// Samples per pixel in each direction, 1 to 4.
    package var samplesPerSide = 2
    /// The largest picture for which several samples per pixel still rotate smoothly.
    static let movingPixelLimit = 50_000

    package init() {}
}
