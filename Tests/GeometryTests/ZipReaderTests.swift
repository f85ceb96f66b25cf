import Foundation
import Testing

@testable import Geometry

@Suite struct ZipReaderTests {
    /// `m.obj`, deflated by Python's zipfile.
    private static let deflated =
        "UEsDBBQAAAAIAAAAIVzjF19lIwAAAFQAAAAFAAAAbS5vYmorUzAAQa4yBUMobQBicaUBSSMFYy5lhYLElJTMvHR0Go8MAFBLAQIU"
        + "AxQAAAAIAAAAIVzjF19lIwAAAFQAAAAFAAAAAAAAAAAAAACAAQAAAABtLm9ialBLBQYAAAAAAQABADMAAABGAAAAAAA="

    @Test func aStoredEntryIsFoundWhateverItsFolder() throws {
        var archive = ZipArchive()
        archive.add(Array("notes".utf8), at: "readme.txt")
        archive.add(Array("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3".utf8), at: "a/b/Model.OBJ")
        archive.add([0, 5, 22, 7], at: "__MACOSX/a/b/._Model.OBJ")
        #expect(try GLBFixture.read(archive.encoded()).triangleCount == 1)
    }

    @Test(
        arguments: [
            // Offsets into the directory's only entry, after the archive of `stored`.
            (10, [1, 0], "is compressed with method 1"), (8, [1, 0], "is encrypted"),
            (24, [0xFF, 0xFF, 0xFF, 0x00], "gives a false size"), (16, [1, 2, 3, 4], "its checksum is wrong"),
            (42, [0xFF, 0xFF, 0xFF, 0x7F], "lies outside the ZIP archive"),
            (20, [0xFF, 0xFF, 0xFF, 0x7F], "lies outside"),
            (24, [0xFF, 0xFF, 0xFF, 0xFF], "unpacked data"), (0, [0], "directory is damaged"),
            (28, [0xFF, 0xFF], "directory is damaged"),
        ] as [(Int, [UInt8], String)])
    func aLieIsOneSentence(offset: Int, bytes: [UInt8], message: String) throws {
        let (file, directory) = stored()
        var changed = file
        changed.replaceSubrange((directory + offset)..<(directory + offset + bytes.count), with: bytes)
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(changed) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func aDeflatedEntryIsUnpacked() throws {
        let file = try #require(Data(base64Encoded: Self.deflated))
        #expect(try GLBFixture.read(Array(file)).triangleCount == 1)
    }

    @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
        var file = Array(try #require(Data(base64Encoded: Self.deflated)))
        let directory = try #require(file.lastRange(of: [0x50, 0x4B, 0x01, 0x02])?.lowerBound)
        // 40 bytes that declare themselves 400 MB.
        file.replaceSubrange((directory + 24)..<(directory + 28), with: [0, 0, 0, 0x18])
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(file) }
        #expect(error?.description.contains("gives a false size") == true)
        // And one that exceeds the limit for all unpacked data.
        let limited = #expect(throws: MeshReadingError.self) {
            try GLBFixture.read(file, limits: MeshLimits(byteCount: 1 << 20))
        }
        #expect(limited?.description.contains("unpacked data (over 1 MB)") == true)
    }

    @Test func anArchiveWithoutAModelIsNamed() {
        var archive = ZipArchive()
        archive.add([1], at: "picture.png")
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(archive.encoded()) }
        #expect(error?.description.hasPrefix("This is a ZIP archive without a GLB, OBJ or STL file") == true)
        #expect(throws: MeshReadingError.self) { try GLBFixture.read(ZipArchive().encoded()) }
    }

    /// An archive of one OBJ file, and the offset of its directory.
    private func stored() -> (file: [UInt8], directory: Int) {
        var archive = ZipArchive()
        archive.add(Array("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3".utf8), at: "m.obj")
        let file = archive.encoded()
        return (file, file.count - 22 - 46 - 5)
    }
}
