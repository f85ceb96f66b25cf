import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct ZipArchiveTests {
    @Test(arguments: [1, 4, 64])
    func everyEntryReadsBackAndBeginsWhereItShould(alignment: Int) throws {
        let contents: [(String, [UInt8])] = [
            ("a.txt", Array("123456789".utf8)), ("ordner/ä.bin", (0..<300).map { UInt8($0 % 251) }), ("empty", []),
            (String(repeating: "n", count: 34), [7]),
        ]
        var archive = ZipArchive()
        for (path, bytes) in contents { archive.add(bytes, at: path) }
        let entries = try ParsedZip(archive.encoded(alignment: alignment)).entries
        #expect(entries.map(\.path) == contents.map(\.0))
        #expect(entries.map(\.bytes) == contents.map(\.1))
        #expect(entries.allSatisfy { $0.offset % alignment == 0 })
        // The published check value of CRC-32.
        #expect(entries[0].checksum == 0xCBF4_3926)
    }

    @Test func noEntriesAreAnArchiveToo() throws {
        #expect(try ParsedZip(ZipArchive().encoded()).entries.isEmpty)
    }
}

/// Reads a ZIP archive of stored entries by APPNOTE, independently of the tested code: directory first, then local
/// headers.
struct ParsedZip {
    struct Malformed: Error {
        var reason: String
    }
    struct Entry {
        var path: String
        var offset: Int
        var checksum: Int
        var bytes: [UInt8]
    }

    var entries: [Entry] = []

    init(_ file: [UInt8]) throws {
        func number(_ at: Int, _ width: Int) -> Int { (0..<width).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }
        func check(_ condition: Bool, _ reason: String) throws {
            if !condition { throw Malformed(reason: reason) }
        }
        let end = file.count - 22
        try check(end >= 0 && number(end, 4) == 0x0605_4B50, "end of directory")
        var at = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            try check(number(at, 4) == 0x0201_4B50 && number(at + 10, 2) == 0, "directory entry")
            let length = number(at + 28, 2)
            let local = number(at + 42, 4)
            try check(number(local, 4) == 0x0403_4B50, "local header")
            // Both headers have the fields from the flags to the length of the path.
            try check(file[(local + 6)..<(local + 28)] == file[(at + 8)..<(at + 30)], "two stories")
            let data = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            let size = number(at + 20, 4)
            try check(size == number(at + 24, 4), "sizes")
            entries.append(
                Entry(
                    path: String(decoding: file[(at + 46)..<(at + 46 + length)], as: UTF8.self), offset: data,
                    checksum: number(at + 16, 4), bytes: Array(file[data..<(data + size)])))
            at += 46 + length + number(at + 30, 2) + number(at + 32, 2)
        }
        try check(at == end, "directory size")
    }
}
