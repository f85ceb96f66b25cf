import PictureSamples
import Testing

@testable import Pictures

/// Text and profiles of a PNG file may unpack to a thousand times their size, and no picture needs them.
@Suite struct PNGChunkTests {
    private let picture = PictureSamples.gradient(width: 20, height: 10)

    /// Each contains a megabyte of zeros, compressed if the format compresses.
    private static let chunks: [(name: String, content: [UInt8])] = [
        ("tEXt", Array("Title\0".utf8) + zeros),
        ("zTXt", Array("Title\0\0".utf8) + packed(zeros)),
        ("iTXt", Array("Title\0\u{1}\0\0\0".utf8) + packed(zeros)),
        ("iCCP", Array("profile\0\0".utf8) + packed(zeros)),
        ("sPLT", Array("palette\0\u{8}".utf8) + [UInt8](repeating: 0, count: 1_000_002)),
        ("prVt", zeros), ("eXIf", Array("MM\0*".utf8) + zeros),
    ]

    @Test(arguments: chunks.indices)
    func skipsTextAndProfiles(index: Int) throws {
        let (name, content) = Self.chunks[index]
        let plain = PictureSamples.png(picture)
        let file = plain.inserting(Array(repeating: (name, content), count: 3))
        let decoder = PictureDecoder()
        #expect(try decoder.decode(file) == decoder.decode(plain))
        // Skipping takes no memory.
        #expect(try decoder.header(of: file).workingBytes == decoder.header(of: plain).workingBytes)
    }

    @Test func stopsBeforeTheFirstRow() {
        let file = PictureSamples.png(picture).inserting(Array(repeating: ("prVt", [0]), count: 1_000))
        var questions = 0
        #expect(throws: PictureError.stopped) {
            try PictureDecoder().decode(file) {
                questions += 1
                return questions == 100
            }
        }
    }

    private static let zeros = [UInt8](repeating: 0, count: 1_000_000)

    /// A zlib stream of consecutive stored blocks.
    private static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var (low, high): (UInt32, UInt32) = (1, 0)
        var rest = bytes[...]
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            result.append(rest.isEmpty ? 1 : 0)
            for word in [count, ~count] { result += [UInt8(word & 0xFF), UInt8(word >> 8)] }
            result += block
        }
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return result + [UInt8(high >> 8), UInt8(high & 0xFF), UInt8(low >> 8), UInt8(low & 0xFF)]
    }
}

extension [UInt8] {
    /// A PNG file with further chunks after its first one, or before its last one.
    func inserting(_ chunks: [(name: String, content: [UInt8])], atEnd: Bool = false) -> [UInt8] {
        let place = atEnd ? count - 12 : 8 + 12 + 13
        var result = Array(prefix(place))
        for (name, content) in chunks {
            let checked = Array(name.utf8) + content
            result += Self.four(UInt32(content.count)) + checked + Self.four(Self.checksum(checked))
        }
        return result + dropFirst(place)
    }

    private static func four(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }
}
