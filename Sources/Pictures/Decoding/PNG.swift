import CPictures

/// PNG files to and from pixels.
package enum PNG {
    /// The most pixels `decode` accepts unless told otherwise: 64 million, a 256 MB picture.
    package static let defaultPixelLimit = 64_000_000

    /// The PNG file of a picture.
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

    /// The pixels of a PNG file, whatever its own colour type and depth.
    ///
    /// The size is read from the header and compared with `pixelLimit` before any memory is taken for pixels.
    ///
    /// - Throws: `PNGError.notPNG`, `.tooLarge` or `.damaged`.
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

/// Why a PNG file could not be read or written.
package enum PNGError: Error, Equatable, CustomStringConvertible {
    /// The data does not begin as a PNG file does.
    case notPNG
    /// The file declares more pixels than allowed; nothing was decoded.
    case tooLarge(width: Int, height: Int, pixelLimit: Int)
    /// The file is cut off or corrupt; libpng's reason.
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
