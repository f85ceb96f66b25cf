/// What a picture may ask for before anything of it is decoded.
package struct PictureLimits: Sendable, Hashable {
    /// The most pixels in one direction.
    package var side: Int
    /// The most pixels in all; decoding takes about a second for each 50 million.
    package var pixels: Int
    /// The most memory for decoding one picture, result included.
    package var bytes: Int

    package init(side: Int, pixels: Int, bytes: Int) {
        self.side = side
        self.pixels = pixels
        self.bytes = bytes
    }

    /// 32,768 pixels a side, 150 million pixels (a panorama of 16,384 by 8,192 among them), 256 MiB.
    package static let standard = PictureLimits(side: 32_768, pixels: 150_000_000, bytes: 256 << 20)
}
