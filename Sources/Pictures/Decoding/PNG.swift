import CPictures

/// Encodes PNG files.
package enum PNG {
    /// Encodes a picture.
    ///
    /// - Throws: `PictureError.damaged` with libpng's reason, or `.noMemory`.
    package static func encode(_ picture: PixelImage) throws(PictureError) -> [UInt8] {
        var reason = [CChar](repeating: 0, count: Int(MINTOP_REASON_SIZE))
        var memory: UnsafeMutablePointer<UInt8>?
        var byteCount = 0
        let outcome = mintop_png_encode(
            picture.bytes, UInt32(picture.width), UInt32(picture.height), &memory, &byteCount, &reason)
        try PictureDecoder.check(outcome, .png, reason)
        guard let memory else { throw .noMemory }
        defer { mintop_free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: byteCount))
    }
}
