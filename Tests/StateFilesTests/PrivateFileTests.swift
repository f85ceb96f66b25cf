import Foundation
import Testing

@testable import StateFiles

struct PrivateFileTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func setMode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func aReadableFileIsMadePrivate() throws {
        let folder = try TemporaryFolder()
        let file = PrivateFile(folder.path + "/file")
        try file.create()
        #expect(try mode(file.path) == 0o600)
        try setMode(0o644, file.path)
        #expect(try file.makePrivate() == false)
        #expect(try mode(file.path) == 0o600)
    }

    @Test(arguments: [0o620, 0o602, 0o666])
    func aFileThatOthersCanWriteIsRefused(mode: Int) throws {
        let folder = try TemporaryFolder()
        let file = PrivateFile(folder.path + "/file")
        try file.create()
        try setMode(mode, file.path)
        let expected = PrivacyProblem.writable(remedy: "chmod 600 \(file.path)")
        #expect(throws: expected) { try file.makePrivate() }
        #expect("\(expected)".contains("chmod 600 \(file.path)"))
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can give files away."))
    func whatBelongsToAnotherUserIsRefused() throws {
        let folder = try TemporaryFolder()
        let file = PrivateFile(folder.path + "/file")
        try file.create()
        for path in [file.path, folder.path] { #expect(chown(path, 65534, 65534) == 0) }
        #expect(throws: PrivacyProblem.foreign(userID: 65534)) { try file.makePrivate() }
        #expect(throws: PrivacyProblem.foreign(userID: 65534)) { try PrivateFile.prepareFolder(folder.path) }
    }

    @Test func aFolderThatOthersCanWriteIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/b"
        try PrivateFile.prepareFolder(path)
        #expect(try mode(path) == 0o700 && mode(folder.path + "/a") == 0o700)
        try setMode(0o770, path)
        #expect(throws: PrivacyProblem.writable(remedy: "chmod go-w \(path)")) { try PrivateFile.prepareFolder(path) }
    }

    @Test func aFileIsReplacedInOneStepAndPrivate() throws {
        let folder = try TemporaryFolder()
        let file = PrivateFile(folder.path + "/file")
        let before = umask(0)
        defer { umask(before) }
        try file.replace(with: "1")
        try file.replace(with: "23")
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "23")
        #expect(try mode(file.path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test func theFileSystemIsThatOfTheNearestFolder() throws {
        let folder = try TemporaryFolder()
        let here = try #require(FileSystem(at: folder.path))
        #expect(FileSystem(at: folder.path + "/missing/folder")?.name == here.name)
        #expect(here.freeBytes > 0)
    }
}
