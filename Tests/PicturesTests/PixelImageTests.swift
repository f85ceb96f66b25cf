import Pictures
import Testing

@Suite struct PixelImageTests {
    @Test func reducingGivesTheMeanOfEachBlock() {
        let picture = PixelImage(
            width: 4, height: 2,
            bytes: [
                0, 0, 0, 255, 100, 0, 0, 255, 10, 10, 10, 255, 10, 10, 10, 255,
                100, 0, 0, 255, 200, 0, 0, 255, 30, 30, 30, 255, 30, 30, 30, 255,
            ])
        #expect(picture.reduced(toWidth: 2, height: 1).bytes == [100, 0, 0, 255, 20, 20, 20, 255])
    }

    @Test(arguments: [(7, 5, 3, 2), (512, 512, 128, 128), (5, 3, 5, 3), (9, 1, 4, 1)])
    func anEvenPictureStaysEvenAtEverySize(width: Int, height: Int, newWidth: Int, newHeight: Int) {
        let bytes = [[UInt8]](repeating: [12, 34, 56, 255], count: width * height).flatMap { $0 }
        let reduced = PixelImage(width: width, height: height, bytes: bytes).reduced(
            toWidth: newWidth, height: newHeight)
        #expect(reduced.width == newWidth && reduced.height == newHeight)
        #expect(
            Set(stride(from: 0, to: reduced.bytes.count, by: 4).map { Array(reduced.bytes[$0..<$0 + 4]) }) == [
                [12, 34, 56, 255]
            ])
    }
}
