package struct TurntableOptions: Sendable, Hashable {
    package enum Style: String, Sendable, Hashable, CaseIterable {
        case shaded
        /// The edges of all triangles; far and hidden ones are dim.
        case wireframe
        case shadedWithEdges
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
    /// The direction to the main light in eye space: right, up, toward the eye. Any length but zero.
    package var lightDirection = Vector3(-0.5, 0.75, 0.7)
    /// The sRGB background `0xRRGGBB`; nil is transparent.
    package var background: UInt32?
    /// The sRGB edge color `0xRRGGBB`.
    package var edgeColor: UInt32 = 0x7FE3C0
    /// Samples per pixel in each direction, 1 to 4.
    package var samplesPerSide = 2
    /// The width of a pixel divided by its height.
    package var pixelAspect: Float = 1
    /// The number of parallel tasks, 1 to 8.
    package var taskCount = 2

    /// The largest picture for which several samples per pixel still rotate smoothly.
    static let movingPixelLimit = 50_000

    package init() {}
}
