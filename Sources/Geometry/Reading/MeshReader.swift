package import Pictures

/// Reads untrusted model files as scenes. The format is detected by content, never by name.
package enum MeshReader {
    /// Decodes an untrusted picture file of any kind and rejects more than this many pixels.
    package typealias TextureDecoder = (_ file: [UInt8], _ pixelLimit: Int) throws -> PixelImage

    /// Reads GLB 2.0 (also with Draco or meshopt compression), OBJ, STL, or a ZIP archive with one of them.
    ///
    /// Reads no other files and follows no links. A texture that cannot be decoded is omitted and noted in the scene.
    /// May run long; do not call it on the UI's actor. Stops soon after the task is canceled.
    ///
    /// - Throws: `MeshReadingError`, or `CancellationError`.
    package static func read(
        _ bytes: [UInt8], limits: MeshLimits = .standard, decodeTexture: TextureDecoder
    ) throws -> Scene {
        guard !bytes.isEmpty else { throw MeshReadingError.empty }
        guard bytes.count <= limits.byteCount else {
            throw MeshReadingError.tooLarge("bytes (over \(limits.byteCount >> 20) MB)")
        }
        var budget = ReadingBudget(limits)
        let contents: ModelContents
        if ZipReader.recognizes(bytes) {
            contents = try ModelContents(archive: bytes, &budget)
        } else {
            contents = ModelContents(model: bytes, companions: [:])
        }
        return try scene(of: contents, byteCount: bytes.count, &budget, decodeTexture)
    }

    private static func scene(
        of contents: ModelContents, byteCount: Int, _ budget: inout ReadingBudget, _ decodeTexture: TextureDecoder
    ) throws -> Scene {
        let kind = try FileKind(of: contents.model)
        var builder = SceneBuilder(budget)
        switch kind {
        case .glb:
            var reader = try GLTFReader(contents.model, budget)
            try reader.read(into: &builder, decodeTexture)
        case .stl: try STLReader(contents.model).read(into: &builder)
        case .obj: try OBJReader.read(contents, into: &builder, &budget, decodeTexture)
        }
        return try builder.finished(kind, byteCount: byteCount)
    }
}
