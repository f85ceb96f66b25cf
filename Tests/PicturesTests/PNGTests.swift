import Pictures
import Testing

@Suite struct PNGTests {
    @Test(arguments: [(1, 1), (3, 2), (17, 5), (64, 64)])
    func encodedPicturesDecodeToTheSamePixels(width: Int, height: Int) throws {
        let picture = pattern(width: width, height: height)
        let file = try PNG.encode(picture)
        #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try PNG.decode(file) == picture)
    }

    @Test func halfTransparentPixelsKeepTheirStraightAlpha() throws {
        let picture = PixelImage(width: 1, height: 1, bytes: [200, 100, 50, 128])
        #expect(try PNG.decode(PNG.encode(picture)).bytes == [200, 100, 50, 128])
    }

    @Test func aPictureOverTheLimitIsRefusedByItsHeaderAlone() throws {
        var file = try PNG.encode(pattern(width: 16, height: 16))
        // Cut off after the header: only a reader that checks the size first can still report it.
        file.removeLast(file.count - 60)
        #expect(throws: PNGError.tooLarge(width: 16, height: 16, pixelLimit: 255)) {
            try PNG.decode(file, pixelLimit: 255)
        }
    }

    @Test(arguments: [[], [0x89, 0x50, 0x4E, 0x47], Array("GIF89a, not a PNG at all".utf8)] as [[UInt8]])
    func otherDataIsNamedAsNoPNG(data: [UInt8]) {
        #expect(throws: PNGError.notPNG) { try PNG.decode(data) }
    }

    @Test(arguments: [40, 60, 120])
    func aTruncatedFileIsDamagedAndNotACrash(keptBytes: Int) throws {
        let file = try PNG.encode(noise(width: 32, height: 32))
        do {
            _ = try PNG.decode(Array(file.prefix(keptBytes)))
            Issue.record("a cut off file was decoded")
        } catch {
            guard case .damaged(let reason) = error else { return #expect(Bool(false), "\(error)") }
            #expect(!reason.isEmpty)
        }
    }

    private func pattern(width: Int, height: Int) -> PixelImage {
        let bytes = (0..<width * height).flatMap { index -> [UInt8] in
            [UInt8(truncatingIfNeeded: index &* 7), UInt8(truncatingIfNeeded: index &* 13), 90, 255]
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    private func noise(width: Int, height: Int) -> PixelImage {
        var state: UInt32 = 1
        let bytes = (0..<width * height * 4).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }
}
