import CPNG

/// PNG files to and from pixels, by the simplified interface of libpng.
package enum PNG {
    /// The most pixels `decode` accepts unless told otherwise: 64 million, a 256 MB picture.
    package static let defaultPixelLimit = 64_000_000

    /// The PNG file of a picture.
    ///
    /// - Throws: `PNGError.encodingFailed` with libpng's reason.
    package static func encode(_ picture: PixelImage) throws(PNGError) -> [UInt8] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(picture.width)
        image.height = png_uint_32(picture.height)
        image.format = mintop_png_format_rgba()
        var byteCount = png_alloc_size_t(mintop_png_file_size_limit(&image))
        var file = [UInt8](repeating: 0, count: Int(byteCount))
        let written = picture.bytes.withUnsafeBytes { pixels in
            file.withUnsafeMutableBytes { memory in
                png_image_write_to_memory(&image, memory.baseAddress, &byteCount, 0, pixels.baseAddress, 0, nil)
            }
        }
        guard written != 0 else { throw PNGError.encodingFailed(reason(of: image)) }
        file.removeLast(file.count - Int(byteCount))
        return file
    }

    /// The pixels of a PNG file, whatever its own colour type and depth.
    ///
    /// The size is read from the header and compared with `pixelLimit` before any memory is taken for pixels.
    ///
    /// - Throws: `PNGError.notPNG`, `.tooLarge` or `.damaged`.
    package static func decode(
        _ file: [UInt8], pixelLimit: Int = defaultPixelLimit
    ) throws(PNGError) -> PixelImage {
        guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw PNGError.notPNG }
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // The file's memory must stay in place between the two calls, so both happen in one closure.
        let outcome = file.withUnsafeBytes { memory -> Result<PixelImage, PNGError> in
            guard png_image_begin_read_from_memory(&image, memory.baseAddress, memory.count) != 0 else {
                return .failure(.damaged(reason(of: image)))
            }
            let (width, height) = (Int(image.width), Int(image.height))
            let (pixelCount, overflow) = width.multipliedReportingOverflow(by: height)
            guard !overflow, pixelCount <= pixelLimit else {
                return .failure(.tooLarge(width: width, height: height, pixelLimit: pixelLimit))
            }
            image.format = mintop_png_format_rgba()
            var pixels = [UInt8](repeating: 0, count: pixelCount * 4)
            guard pixels.withUnsafeMutableBytes({ png_image_finish_read(&image, nil, $0.baseAddress, 0, nil) }) != 0
            else { return .failure(.damaged(reason(of: image))) }
            return .success(PixelImage(width: width, height: height, bytes: pixels))
        }
        return try outcome.get()
    }

    private static func reason(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { message in
            String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
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
