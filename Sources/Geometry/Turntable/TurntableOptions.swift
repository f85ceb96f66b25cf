/// How a scene is drawn.
package struct TurntableOptions: Sendable, Hashable {
    package enum Style: String, Sendable, Hashable, CaseIterable {
        case shaded
        /// The edges of all triangles, far and hidden ones dim.
        case wireframe
        /// Both.
        case shadedWithEdges
    }

    package var style: Style = .shaded
    /// False draws all surfaces in one light grey: the bare shape.
    package var showsColours = true
    /// False leaves pictures off the surfaces; their plain and vertex colours stay.
    package var showsTextures = true
    /// For pictures while something moves: draws the stand-in where the scene has one, and takes a single sample a pixel
    /// where there are more than `TurntableOptions.movingPixelLimit` of them.
    package var isMoving = false
    /// Whether light falls on it; without it every surface has its plain colour.
    package var isLit = true
    /// Where the main light comes from, as the eye sees it: right, up, towards the eye. Any length but zero.
    package var lightDirection = Vector3(-0.5, 0.75, 0.7)
    /// sRGB `0xRRGGBB` behind the scene; nil leaves it transparent.
    package var background: UInt32?
    /// sRGB `0xRRGGBB` of edges.
    package var edgeColour: UInt32 = 0x7FE3C0
    /// Samples across a pixel in each direction, 1 to 4.
    package var samplesPerSide = 2
    /// The width of a pixel divided by its height.
    package var pixelAspect: Float = 1
    /// Tasks that share the work, 1 to 8.
    package var taskCount = 2

    /// Up to here several samples a pixel are fast enough to turn smoothly.
    static let movingPixelLimit = 50_000

    package init() {}
}
