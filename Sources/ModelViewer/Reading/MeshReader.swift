package import Pictures

/// Reads untrusted GLB files as scenes.
package enum MeshReader {
    /// Decodes an untrusted picture file of any kind and rejects more than this many pixels.
    package typealias TextureDecoder = (_ file: [UInt8], _ pixelLimit: Int) throws -> PixelImage

    /// Reads GLB 2.0, also with Draco or meshopt compression.
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
        guard bytes.starts(with: "glTF".utf8) else {
            throw otherKind(bytes).map(MeshReadingError.otherKind) ?? .unknownKind
        }
        let budget = ReadingBudget(limits)
        var builder = SceneBuilder(budget)
        var reader = try GLTFReader(bytes, budget)
        try reader.read(into: &builder, decodeTexture)
        return try builder.finished(byteCount: bytes.count)
    }

    /// The name of another file kind that servers send instead of a model.
    private static func otherKind(_ bytes: [UInt8]) -> String? {
        let signatures: [([UInt8], String)] = [
            ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
            (Array("RIFF".utf8), "a picture or sound"), (Array("GIF8".utf8), "a GIF picture"),
            (Array("Kaydara FBX".utf8), "an FBX file"), (Array("%PDF".utf8), "a PDF document"),
            ([0x1F, 0x8B], "a gzip file"), (Array("PK".utf8), "a ZIP archive"), (Array("ply\n".utf8), "a PLY file"),
        ]
        if let match = signatures.first(where: { bytes.starts(with: $0.0) }) { return match.1 }
        let start = String(decoding: bytes.prefix(400).filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctypehtml") || start.hasPrefix("<html") || start.contains("<head>") {
            return "a web page"
        }
        if start.hasPrefix("<?xml") || start.hasPrefix("<") { return "an XML document" }
        if start.hasPrefix("{") { return start.contains("\"asset\"") ? "a glTF text file" : "a JSON document" }
        return nil
    }
}
