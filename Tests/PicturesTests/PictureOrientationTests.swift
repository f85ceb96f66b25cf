import PictureSamples
import TerminalCore
import Testing

@testable import Pictures

/// The orientation that cameras store beside the pixels.
@Suite struct PictureOrientationTests {
    private static let gradient = PictureSamples.gradient(width: 61, height: 47)

    /// Files of a picture with an Exif block.
    private static let files: [(name: String, file: @Sendable (PixelImage, [UInt8]) -> [UInt8], tolerance: Int)] = [
        ("jpeg", { PictureSamples.jpeg($0).withSegments([Array("Exif\0\0".utf8) + $1]) }, 12),
        ("jpeg, progressive", { PictureSamples.jpeg($0, isProgressive: true).withSegments([exif($1)]) }, 12),
        (
            "jpeg, another block before",
            { PictureSamples.jpeg($0).withSegments([Array("http://ns.adobe.com/xap/1.0/\0".utf8), exif($1)]) }, 12
        ),
        ("png", { PictureSamples.png($0).inserting([("eXIf", $1)]) }, 0),
        ("png, interlaced", { PictureSamples.png($0, isInterlaced: true).inserting([("eXIf", $1)]) }, 0),
        ("png, after the pixels", { PictureSamples.png($0).inserting([("eXIf", $1)], atEnd: true) }, 0),
        ("webp", { PictureSamples.webp($0, quality: 100).withExif($1, of: $0) }, 14),
        ("webp, lossless", { PictureSamples.webp($0, isLossless: true).withExif($1, of: $0) }, 0),
        ("webp, named block", { PictureSamples.webp($0, isLossless: true).withExif(exif($1), of: $0) }, 0),
    ]

    @Test(arguments: files.indices, 1...8)
    func turnsEveryFormat(index: Int, orientation: Int) throws {
        let (name, encode, tolerance) = Self.files[index]
        for (stored, isBig) in [(PictureSamples.gradient(width: 64, height: 32), false), (Self.gradient, true)] {
            let file = encode(stored, Self.block(orientation, isBig: isBig))
            let wanted = stored.turned(orientation)
            let header = try PictureDecoder().header(of: file)
            #expect(header.width == wanted.width && header.height == wanted.height, "\(name)")
            let decoded = try PictureDecoder().decode(file)
            #expect(decoded.width == wanted.width && decoded.height == wanted.height, "\(name)")
            let worst = zip(decoded.bytes, wanted.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 255
            #expect(worst <= tolerance, "\(name)")
        }
    }

    @Test(arguments: files.indices, [3, 6, 7])
    func turnsAPictureThatIsMadeSmaller(index: Int, orientation: Int) throws {
        let (name, encode, _) = Self.files[index]
        let large = PictureSamples.gradient(width: 301, height: 203)
        let size = orientation < 5 ? (width: 70, height: 20) : (width: 20, height: 70)
        let decoded = try PictureDecoder().decode(
            encode(large, Self.block(orientation)), forAtLeast: size)
        let plain = try PictureDecoder().decode(
            encode(large, Self.block(1)), forAtLeast: (width: 70, height: 20))
        #expect(plain.width == 76 && plain.height == 51, "\(name)")
        #expect(decoded == plain.turned(orientation), "\(name)")
    }

    /// Blocks without a usable orientation; each picture is shown as it is stored.
    private static let brokenBlocks: [(name: String, block: [UInt8])] = [
        ("empty", []), ("cut in its mark", Array("II*".utf8)),
        ("another mark", Array("XX*\0".utf8) + block(6).dropFirst(4)),
        ("no list", Array("II*\0".utf8)), ("value 0", block(0)), ("value 9", block(9)), ("value 65535", block(65_535)),
        ("list beyond the block", Array("II*\0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF] + block(6).dropFirst(8)),
        ("list before the block", Array("II*\0".utf8) + [0, 0, 0, 0] + block(6).dropFirst(8)),
        ("entry cut off", Array(block(6).prefix(18))), ("65535 entries", block(6, tag: 0x110, entryCount: 65_535)),
        ("a text", block(6, type: 2)), ("no value", block(6, valueCount: 0)), ("another tag", block(6, tag: 0x110)),
    ]

    @Test(arguments: brokenBlocks.indices)
    func showsAPictureWithABrokenBlock(index: Int) throws {
        let (name, block) = Self.brokenBlocks[index]
        for (format, encode, _) in Self.files {
            let decoded = try PictureDecoder().decode(encode(Self.gradient, block))
            let plain = try PictureDecoder().decode(encode(Self.gradient, Self.block(1)))
            #expect(decoded == plain, "\(format), \(name)")
        }
    }

    /// Unusual blocks that name the orientation 6.
    private static let oddBlocks: [(name: String, block: [UInt8])] = [
        ("a 32-bit value", block(6, type: 4)), ("a 32-bit value, big-endian", block(6, isBig: true, type: 4)),
        ("a byte", block(6, type: 1)),
        ("a later list", block(6, gap: 20)), ("entries before it", block(6, before: 5)),
        ("a list that counts too many entries", block(6, entryCount: 9)),
        ("trailing bytes", block(6) + [1, 2, 3]), ("without the offset of the next list", block(6).dropLast(4)),
    ]

    @Test(arguments: oddBlocks.indices)
    func readsUnusualBlocks(index: Int) throws {
        let (name, block) = Self.oddBlocks[index]
        for (format, encode, _) in Self.files {
            let header = try PictureDecoder().header(of: encode(Self.gradient, block))
            #expect(header.width == 47 && header.height == 61, "\(format), \(name)")
        }
    }

    @Test func drawsATurnedPictureUpright() async throws {
        let file = PictureSamples.jpeg(PictureSamples.gradient(width: 160, height: 40))
            .withSegments([Self.exif(Self.block(6))])
        let options = PictureOptions(area: Size(columns: 40, rows: 20), depth: .direct, background: .rgb(0, 0, 0))
        for route in [KittyRoute.direct, nil] {
            let loader = PictureLoader(cache: PictureCache(), route: route) { _, _ in file }
            let outcome = await loader.picture(PictureRequest(source: "a", address: "a", options: options))
            guard case .drawn(let drawn) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(drawn.place.size == Size(columns: 10, rows: 20), "\(String(describing: route))")
        }
    }

    @Test func countsTheMemoryOfTurning() {
        let block = Self.block(6)
        let file = Self.files[3].file(Self.gradient, block)
        // Both copies of the pixels.
        let limits = PictureLimits(side: 100, pixels: 10_000, bytes: 61 * 47 * 8 - 1)
        #expect { try PictureDecoder(limits: limits).decode(file) } throws: {
            guard case .needsMemory = $0 as? PictureError else { return false }
            return true
        }
    }

    private static func exif(_ block: [UInt8]) -> [UInt8] { Array("Exif\0\0".utf8) + block }

    /// A TIFF structure with one entry, the orientation by default.
    private static func block(
        _ value: Int, isBig: Bool = false, type: Int = 3, tag: Int = 0x112, valueCount: Int = 1, gap: Int = 0,
        before: Int = 0, entryCount: Int? = nil
    ) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
            return isBig ? bytes.reversed() : bytes
        }
        var result = Array((isBig ? "MM\0*" : "II*\0").utf8)
        result += number(8 + gap, 4)
        result += [UInt8](repeating: 0xAA, count: gap)
        result += number(entryCount ?? before + 1, 2)
        for other in 0..<before {
            for (value, size) in [(0x100 + other, 2), (3, 2), (1, 4), (256, 4)] { result += number(value, size) }
        }
        let size = type == 4 ? 4 : type == 1 ? 1 : 2
        for (value, size) in [(tag, 2), (type, 2), (valueCount, 4), (value, size)] { result += number(value, size) }
        result += [UInt8](repeating: 0, count: 4 - size)
        return result + number(0, 4)
    }
}

extension PixelImage {
    /// The picture as a viewer shows it that obeys an orientation of Exif.
    fileprivate func turned(_ orientation: Int) -> PixelImage {
        let isSwapped = orientation >= 5
        return PictureSamples.picture(width: isSwapped ? height : width, height: isSwapped ? width : height) { x, y in
            let (column, row) =
                switch orientation {
                case 2: (width - 1 - x, y)
                case 3: (width - 1 - x, height - 1 - y)
                case 4: (x, height - 1 - y)
                case 5: (y, x)
                case 6: (y, height - 1 - x)
                case 7: (width - 1 - y, height - 1 - x)
                case 8: (width - 1 - y, x)
                default: (x, y)
                }
            return Array(bytes[((row * width + column) * 4)..<((row * width + column) * 4 + 4)])
        }
    }
}

extension [UInt8] {
    /// A JPEG file with APP1 segments after its start.
    fileprivate func withSegments(_ contents: [[UInt8]]) -> [UInt8] {
        var result = Array(prefix(2))
        for content in contents {
            let length = content.count + 2
            result += [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
        }
        return result + dropFirst(2)
    }

    /// A WebP file with an Exif chunk, which needs the extended header.
    fileprivate func withExif(_ block: [UInt8], of picture: PixelImage) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        var body = Array("WEBPVP8X".utf8) + number(10, 4)
        body += [8, 0, 0, 0] + number(picture.width - 1, 3)
        body += number(picture.height - 1, 3)
        body += dropFirst(12)
        body += Array("EXIF".utf8) + number(block.count, 4)
        body += block + (block.count % 2 == 1 ? [0] : [])
        return Array("RIFF".utf8) + number(body.count, 4) + body
    }
}
