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
    package var hasTextures: Bool { !textures.isEmpty }
    package var hasVertexColors: Bool { !full.colors.isEmpty }
    package var materialCount: Int { Set(full.runs.map(\.surface)).count }
}
