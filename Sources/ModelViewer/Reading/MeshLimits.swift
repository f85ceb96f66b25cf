/// The resource limits for an untrusted file, checked before memory is allocated.
package struct MeshLimits: Sendable, Hashable {
    /// The limit for the file, and for all data that is decompressed from it.
    package var byteCount: Int
    /// The limit for all meshes of the scene, and for intermediate decoded data.
    package var vertexCount: Int
    package var triangleCount: Int
    /// The limit for all textures.
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
