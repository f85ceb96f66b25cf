import CPictures

/// Encodes and decodes PNG files.
package enum PNG {
    /// The default pixel limit of `decode`: 64 million, a 256 MB picture.
    package static let defaultPixelLimit = 64_000_000

    /// Encodes a picture.
    ///
    /// - Throws: `PNGError.encodingFailed` with libpng's reason.
    package static func encode(_ picture: PixelImage) throws(PNGError) -> [UInt8] {
        var reason = [CChar](repeating: 0, count: Int(MINTOP_REASON_SIZE))
        var memory: UnsafeMutablePointer<UInt8>?
        var byteCount = 0
        let outcome = mintop_png_encode(
            picture.bytes, UInt32(picture.width), UInt32(picture.height), &memory, &byteCount, &reason)
        guard outcome == MINTOP_PICTURE_DONE, let memory else {
            let text = PictureDecoder.text(reason)
            throw PNGError.encodingFailed(text.isEmpty ? "there is not enough memory" : text)
        }
        defer { mintop_free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: byteCount))
    }

    /// Decodes a PNG file of any color type and depth.
    ///
    /// The declared size is checked against `pixelLimit` before pixel memory is allocated.
    package static func decode(
        _ file: [UInt8], pixelLimit: Int = defaultPixelLimit
    ) throws(PNGError) -> PixelImage {
        guard PictureContent(of: file) == .picture(.png) else { throw PNGError.notPNG }
        let limits = PictureLimits(side: .max, pixels: pixelLimit, bytes: .max)
        do throws(PictureError) {
            return try PictureDecoder(limits: limits).decode(file) { false }
        } catch {
            switch error {
            case .tooLarge(let width, let height, _):
                throw PNGError.tooLarge(width: width, height: height, pixelLimit: pixelLimit)
            case .damaged(_, let reason): throw PNGError.damaged(reason)
            case .empty, .notPicture, .unsupported, .needsMemory, .noMemory, .stopped:
                throw PNGError.damaged("there is not enough memory")
            }
        }
    }
}

/// An error of reading or writing a PNG file.
package enum PNGError: Error, Equatable, CustomStringConvertible {
    /// The data has no PNG signature.
    case notPNG
    /// The file declares more pixels than allowed; nothing was decoded.
    case tooLarge(width: Int, height: Int, pixelLimit: Int)
    /// The file is truncated or corrupt; libpng's reason.
    case damaged(String)
    /// libpng's reason.
    case encodingFailed(String)

    package var description: String {
        switch self {
        case .notPNG: "The data is not a PNG file."
        case .tooLarge(let width, let height, let pixelLimit):
            "The PNG file is \(width) by \(height) pixels, which is more than the \(pixelLimit) allowed."
        case .damaged(let reason): "The PNG file is damaged: \(reason)."
        case .encodingFailed(let reason): "The picture could not be written as PNG: \(reason)."
        }
    }
}
