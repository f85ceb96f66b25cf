/// A rendered picture: RGBA, 8 bits a channel, opaque, sRGB, rows from the top without padding.
package struct Raster: Sendable, Hashable {
    /// In pixels.
    package let width: Int
    /// In pixels.
    package let height: Int
    /// `width * height * 4` bytes.
    package let pixels: [UInt8]
}
