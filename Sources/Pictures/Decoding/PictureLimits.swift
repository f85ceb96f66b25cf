/// The resource limits of a picture, checked before decoding.
package struct PictureLimits: Sendable, Hashable {
    /// The maximum pixels in one direction.
    package var side: Int
    /// The maximum number of pixels; decoding takes about a second per 50 million.
    package var pixels: Int
    /// The maximum memory for decoding one picture, including the result.
    package var bytes: Int

    /// 32,768 pixels a side, 150 million pixels (which includes a panorama of 16,384 × 8,192), 256 MiB.
    package static let standard = PictureLimits(side: 32_768, pixels: 150_000_000, bytes: 256 << 20)
}
