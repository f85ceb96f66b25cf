/// A model ready for drawing, with facts for the user.
///
/// Lengths are meters, Y up.
package struct Scene: Sendable {
    /// The original geometry; never empty.
    package let full: SceneGeometry
    /// A simplified version for motion; nil if `full` is small enough.
    package internal(set) var standIn: SceneGeometry?
    let surfaces: [SceneSurface]
    let textures: [Texture]
    /// The used vertices of the file; `full` may have more after normals were added.
    package let vertexCount: Int
    package let byteCount: Int
    /// Short notes about what is left out.
    package let notes: [String]

    package var triangleCount: Int { full.triangleCount }
    package var bounds: Bounds { full.bounds }
}

extension Scene {
    /// A scene of colored vertices, with a surface for each range of `indices`.
    package init(
        positions: [Vector3], normals: [Vector3], colors: [Color], indices: [UInt32],
        surfaces: [(surface: SceneSurface, indexRange: Range<Int>)]
    ) {
        var geometry = SceneGeometry(positions: positions, normals: normals, colors: colors, indices: indices)
        geometry.runs = surfaces.enumerated().map { .init(surface: $0, indexRange: $1.indexRange) }
        geometry.measure()
        self.init(
            full: geometry, standIn: nil, surfaces: surfaces.map(\.surface), textures: [],
            vertexCount: positions.count, byteCount: 0, notes: [])
    }
}
