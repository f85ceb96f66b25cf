import Pictures
import Testing

@Suite struct PNGTests {
    @Test(arguments: [(1, 1), (3, 2), (17, 5), (64, 64)])
    func encodedPicturesDecodeToTheSamePixels(width: Int, height: Int) throws {
        let picture = pattern(width: width, height: height)
        let file = try PNG.encode(picture)
        #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try PictureDecoder().decode(file) == picture)
    }

    @Test func halfTransparentPixelsKeepTheirStraightAlpha() throws {
        let picture = PixelImage(width: 1, height: 1, bytes: [200, 100, 50, 128])
        #expect(try PictureDecoder().decode(PNG.encode(picture)).bytes == [200, 100, 50, 128])
    }

    private func pattern(width: Int, height: Int) -> PixelImage {
        let bytes = (0..<width * height).flatMap { index -> [UInt8] in
            [UInt8(truncatingIfNeeded: index &* 7), UInt8(truncatingIfNeeded: index &* 13), 90, 255]
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }
}
