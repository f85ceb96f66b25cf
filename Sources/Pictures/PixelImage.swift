/// A picture in memory: RGBA, 8 bits a channel, straight alpha, sRGB, rows from the top without padding.
package struct PixelImage: Sendable, Hashable {
    /// In pixels, at least 1.
    package let width: Int
    /// In pixels, at least 1.
    package let height: Int
    /// Always `width * height * 4` bytes.
    package let bytes: [UInt8]

    /// - Precondition: Both sides are at least 1, and `bytes` holds four bytes per pixel.
    package init(width: Int, height: Int, bytes: [UInt8]) {
        precondition(width > 0 && height > 0, "a picture has at least one pixel")
        precondition(bytes.count == width * height * 4, "a picture has four bytes for each pixel")
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}
