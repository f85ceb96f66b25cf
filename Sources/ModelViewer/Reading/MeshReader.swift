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
        guard bytes.starts(with: "glTF".utf8) else { throw otherKind(bytes) }
        let budget = ReadingBudget(limits)
        var builder = SceneBuilder(budget)
        var reader = try GLTFReader(bytes, budget)
        try reader.read(into: &builder, decodeTexture)
        return try builder.finished(byteCount: bytes.count)
    }

    private static func otherKind(_ bytes: [UInt8]) -> MeshReadingError {
        switch PictureContent(of: bytes) {
        case .picture(let format): .otherKind("a \(format.rawValue) picture")
        case .otherPicture(let name): .otherKind("a \(name) picture")
        case .other("unknown data"), .other("plain text"), .nothing: .unknownKind
        case .other(let name): .otherKind(name)
        }
    }
}
