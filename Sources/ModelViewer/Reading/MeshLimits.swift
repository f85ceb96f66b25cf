/// The resource limits for an untrusted file, checked before memory is allocated.
package struct MeshLimits: Sendable, Hashable {
    /// The limit for the file, and for all data that is decompressed from it.
    package var byteCount = 512 << 20
    /// The limit for all meshes of the scene, and for intermediate decoded data.
    package var vertexCount = 8_000_000
    package var triangleCount = 4_000_000
    /// The limit for all textures.
    package var texturePixelCount = 64_000_000

    package static let standard = MeshLimits()
}
