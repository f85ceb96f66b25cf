import Pictures
import Testing

@Suite struct PixelImageResizingTests {
    @Test(arguments: [(7, 5, 3, 2), (5, 3, 20, 11), (1, 1, 9, 9), (640, 3, 640, 1), (9, 9, 1, 1)])
    func anEvenPictureStaysEvenAtEverySize(width: Int, height: Int, newWidth: Int, newHeight: Int) throws {
        let pixel: [UInt8] = [200, 34, 56, 180]
        let bytes = [[UInt8]](repeating: pixel, count: width * height).flatMap { $0 }
        let resized = try #require(
            PixelImage(width: width, height: height, bytes: bytes).resized(toWidth: newWidth, height: newHeight))
        #expect(resized.width == newWidth && resized.height == newHeight)
        for at in stride(from: 0, to: resized.bytes.count, by: 4) {
            for channel in 0..<4 {
                #expect(abs(Int(resized.bytes[at + channel]) - Int(pixel[channel])) <= 1)
            }
        }
    }

    @Test func areasThatShareAPixelShareItByTheirParts() throws {
        let picture = PixelImage(width: 3, height: 1, bytes: [0, 0, 0, 255, 90, 90, 90, 255, 240, 240, 240, 255])
        let resized = try #require(picture.resized(toWidth: 2, height: 1))
        #expect(resized.bytes == [30, 30, 30, 255, 190, 190, 190, 255])
    }

    @Test func transparentPixelsHaveNoColor() throws {
        let picture = PixelImage(width: 2, height: 1, bytes: [0, 255, 0, 0, 200, 0, 0, 255])
        #expect(try #require(picture.resized(toWidth: 1, height: 1)).bytes == [200, 0, 0, 128])
    }
}
