/// How much of a machine a file from outside may take; what declares more is refused before memory is taken for it.
package struct MeshLimits: Sendable, Hashable {
    /// Of the file, and of all that is unpacked from an archive.
    package var byteCount: Int
    /// Of all meshes of the scene together, and of what is decoded on the way to them.
    package var vertexCount: Int
    package var triangleCount: Int
    /// Of all textures together.
    package var texturePixelCount: Int

    package init(
        byteCount: Int = 512 << 20, vertexCount: Int = 8_000_000, triangleCount: Int = 4_000_000,
        texturePixelCount: Int = 64_000_000
    ) {
        self.byteCount = byteCount
        self.vertexCount = vertexCount
        self.triangleCount = triangleCount
        self.texturePixelCount = texturePixelCount
    }

    package static let standard = MeshLimits()
}
