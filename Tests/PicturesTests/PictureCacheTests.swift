import PictureSamples
import TerminalCore
import Testing

@testable import Pictures

@Suite struct PictureCacheTests {
    private let options = PictureOptions(area: Size(columns: 20, rows: 5), depth: .direct, background: .rgb(0, 0, 0))

    private func drawing(_ options: PictureOptions) -> DrawnPicture {
        DrawnPicture(canvas: Canvas(size: options.area), place: Rect(options.area))
    }

    @Test func aDrawingIsFoundByContentAndOptionsAlone() async {
        let cache = PictureCache()
        let original = OriginalPicture([1, 2, 3])
        await cache.keep(original, of: "a")
        await cache.keep(original, of: "same bytes elsewhere")
        await cache.keep(drawing(options), of: original.hash, options)
        #expect(await cache.drawing(of: "a", options) == drawing(options))
        #expect(await cache.drawing(of: "same bytes elsewhere", options) == drawing(options))
        #expect(await cache.drawing(of: "other", options) == nil)
        var other = options
        other.depth = .indexed256
        #expect(await cache.drawing(of: "a", other) == nil)
        other = options
        other.area.columns += 1
        #expect(await cache.drawing(of: "a", other) == nil)
        other = options
        other.background = .rgb(0, 0, 1)
        #expect(await cache.drawing(of: "a", other) == nil)
    }

    @Test func memoryStaysWithinItsLimitsOverAThousandPictures() async {
        let cache = PictureCache(drawingLimit: 200_000, originalLimit: 100_000)
        for index in 0..<1_000 {
            let original = OriginalPicture(
                [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 2_000 + index))
            await cache.keep(original, of: "\(index)")
            await cache.keep(drawing(options), of: original.hash, options)
        }
        #expect(await cache.original(of: "999") != nil)
        #expect(await cache.drawing(of: "999", options) != nil)
        #expect(await cache.original(of: "0") == nil)
    }

    @Test func whatIsUsedStaysAndTheRestGoesInOrder() {
        var values = RecentValues<String, Int>(limit: 10)
        values.keep(1, for: "a", cost: 4)
        values.keep(2, for: "b", cost: 4)
        #expect(values.value(for: "a") == 1)
        #expect(values.keep(3, for: "c", cost: 4) == ["b"])
        #expect(values.cost == 8 && values.count == 2)
        #expect(values.keep(4, for: "huge", cost: 11).isEmpty)
        #expect(values.value(for: "huge") == nil && values.value(for: "a") == 1)
        values.keep(5, for: "a", cost: 1)
        #expect(values.cost == 5 && values.value(for: "a") == 5)
    }

    @Test(arguments: [
        ("https://h/x.png", "https://h/x.png"),
        ("https://h/x.png?expires=1&signature=abc", "https://h/x.png"),
        ("https://h/x?id=7&Expires=1&Signature=a%2Bb&v=2#top", "https://h/x?id=7&v=2"),
        ("https://h/x?X-Amz-Date=1&X-Amz-Signature=2&part=3", "https://h/x?part=3"),
        ("https://h/x?", "https://h/x"),
    ])
    func aLinkNamesItsFileWithoutItsSignature(link: String, source: String) {
        #expect(PictureRequest.source(ofLink: link) == source)
    }
}
