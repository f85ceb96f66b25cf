import Foundation
import Pictures
import Testing

@Suite struct PictureFilesTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/pictures-\(UUID().uuidString)/cache"

    private func files(limit: Int = 10_000) -> PictureFiles { PictureFiles(folder: folder, limit: limit) }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

    private func remove() {
        // A test that failed early has made no folder.
        try? FileManager.default.removeItem(atPath: folder + "/..")
    }

    @Test func whatIsKeptIsThereForAnotherProcess() throws {
        defer { remove() }
        #expect(files().bytes(for: "a") == nil)
        #expect(files().keep([1, 2, 3], for: "a"))
        #expect(files().keep([], for: "../../etc/passwd"))
        #expect(files().bytes(for: "a") == [1, 2, 3])
        #expect(files().bytes(for: "../../etc/passwd") == [])
        #expect(files().keep([4], for: "a"))
        #expect(files().bytes(for: "a") == [4])
        #expect(try names().count == 2)
    }

    @Test func onlyTheOwnerMayRead() throws {
        defer { remove() }
        files().keep([1], for: "a")
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
        for name in try names() {
            #expect(try manager.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(arguments: [0, 10, 63, 64, 70, 100])
    func brokenFilesAreDropped(length: Int) throws {
        defer { remove() }
        files().keep([UInt8](repeating: 7, count: 50), for: "a")
        let path = folder + "/" + (try #require(names().first))
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        if length < data.count { data = data.prefix(length) } else { data[length] ^= 1 }
        try data.write(to: URL(fileURLWithPath: path))
        #expect(files().bytes(for: "a") == nil)
        #expect(try names().isEmpty)
    }

    @Test func whatWasUsedLongestAgoGoesFirst() throws {
        defer { remove() }
        let files = files(limit: 1_000)
        for (age, name) in [(3, "a"), (2, "b"), (1, "c")] {
            let before = Set(age == 3 ? [] : try names())
            #expect(files.keep([UInt8](repeating: 1, count: 200), for: name))
            let added = Set(try names()).subtracting(before)
            let path = folder + "/" + (try #require(added.first))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000 - Double(age) * 100)], ofItemAtPath: path)
        }
        #expect(files.bytes(for: "a") != nil)
        #expect(files.keep([UInt8](repeating: 1, count: 300), for: "d"))
        #expect(files.byteCount() <= 1_000)
        #expect(files.bytes(for: "b") == nil && files.bytes(for: "a") != nil && files.bytes(for: "d") != nil)
    }

    @Test func whatIsLargerThanTheLimitIsNotKept() throws {
        defer { remove() }
        #expect(!files(limit: 100).keep([UInt8](repeating: 1, count: 101), for: "a"))
        #expect(files(limit: 100).bytes(for: "a") == nil)
    }

    @Test func aFolderThatCannotBeMadeIsNoTrouble() {
        let files = PictureFiles(folder: "/dev/null/pictures")
        #expect(!files.keep([1], for: "a"))
        #expect(files.bytes(for: "a") == nil && files.byteCount() == 0)
    }
}
