import Foundation
import Pictures
import Testing

@Suite struct PictureFilesTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/pictures-\(UUID().uuidString)/cache"

    private func files(limit: Int = 10_000) -> PictureFiles { PictureFiles(folder: folder, limit: limit) }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

    private func remove() {
        // A test that failed early has created no folder.
        try? FileManager.default.removeItem(atPath: folder + "/..")
    }

    @Test func whatIsKeptIsThereForAnotherProcess() throws {
        defer { remove() }
        #expect(files().original(for: "a")?.bytes == nil)
        #expect(files().keep(OriginalPicture([1, 2, 3]), for: "a"))
        #expect(files().keep(OriginalPicture([]), for: "../../etc/passwd"))
        #expect(files().original(for: "a")?.bytes == [1, 2, 3])
        #expect(files().original(for: "../../etc/passwd")?.bytes == [])
        #expect(files().keep(OriginalPicture([4]), for: "a"))
        #expect(files().original(for: "a")?.bytes == [4])
        #expect(try names().count == 2)
    }

    @Test func onlyTheOwnerMayRead() throws {
        defer { remove() }
        files().keep(OriginalPicture([1]), for: "a")
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
        for name in try names() {
            #expect(try manager.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(arguments: [0, 10, 63, 64, 70, 100])
    func brokenFilesAreDropped(length: Int) throws {
        defer { remove() }
        files().keep(OriginalPicture([UInt8](repeating: 7, count: 50)), for: "a")
        let path = folder + "/" + (try #require(names().first))
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        if length < data.count { data = data.prefix(length) } else { data[length] ^= 1 }
        try data.write(to: URL(fileURLWithPath: path))
        #expect(files().original(for: "a")?.bytes == nil)
        #expect(try names().isEmpty)
    }

    @Test func whatWasUsedLongestAgoGoesFirst() throws {
        defer { remove() }
        let files = files(limit: 1_000)
        for (age, name) in [(3, "a"), (2, "b"), (1, "c")] {
            let before = Set(age == 3 ? [] : try names())
            #expect(files.keep(OriginalPicture([UInt8](repeating: 1, count: 200)), for: name))
            let added = Set(try names()).subtracting(before)
            let path = folder + "/" + (try #require(added.first))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000 - Double(age) * 100)], ofItemAtPath: path)
        }
        #expect(files.original(for: "a")?.bytes != nil)
        #expect(files.keep(OriginalPicture([UInt8](repeating: 1, count: 300)), for: "d"))
        #expect(
            files.original(for: "b")?.bytes == nil && files.original(for: "a")?.bytes != nil
                && files.original(for: "d")?.bytes != nil)
    }

    @Test func whatIsNoFileOfOursIsLeftAlone() throws {
        defer { remove() }
        files().keep(OriginalPicture([1]), for: "a")
        let path = folder + "/" + (try #require(names().first))
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(files().original(for: "a")?.bytes == nil)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
        #expect(files().original(for: "a")?.bytes == nil)
        #expect(try names().count == 1)
    }

    @Test func whatIsLargerThanTheLimitIsNotKept() throws {
        defer { remove() }
        #expect(!files(limit: 100).keep(OriginalPicture([UInt8](repeating: 1, count: 101)), for: "a"))
        #expect(files(limit: 100).original(for: "a")?.bytes == nil)
    }

    @Test func aFolderThatCannotBeMadeIsNoTrouble() {
        let files = PictureFiles(folder: "/dev/null/pictures")
        #expect(!files.keep(OriginalPicture([1]), for: "a"))
        #expect(files.original(for: "a")?.bytes == nil)
    }
}
