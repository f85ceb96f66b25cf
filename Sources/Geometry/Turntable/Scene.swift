/// A model ready to be drawn from any side, with the facts a person wants to know about it.
///
/// Lengths are metres, Y up; where a file knows no unit (`kind.hasUnits`), what most programs take it for.
package struct Scene: Sendable {
    /// As the file has it; never empty.
    package let full: SceneGeometry
    /// The same with fewer triangles, to be drawn while turning; nil where `full` is light enough.
    package internal(set) var standIn: SceneGeometry?
    let surfaces: [SceneSurface]
    let textures: [Texture]
    package let kind: FileKind
    /// As the file has them, those that no triangle uses left out; `full` may have more where it was given directions.
    package let vertexCount: Int
    /// Of the file, packed as it was.
    package let byteCount: Int
    /// What was left out while reading, a sentence each.
    package let notes: [String]

    package var triangleCount: Int { full.triangleCount }
    package var bounds: Bounds { full.bounds }
    package var hasTextures: Bool { !textures.isEmpty }
    package var hasVertexColours: Bool { !full.colours.isEmpty }
    /// Of those that are used.
    package var materialCount: Int { Set(full.runs.map(\.surface)).count }
}
