import Foundation
import Testing

@testable import UserConfiguration

struct ConfigurationReadingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func aFileThatIsNotThereSetsNothing() {
        #expect(Configuration(reading: folder.path + "/config.yaml") == Configuration())
        #expect(Configuration(reading: folder.path + "/missing/config.yaml") == Configuration())
    }

    @Test func aFileIsRead() throws {
        let path = try folder.file("config.yaml", "hold: 9\nhodl: 3", mode: 0o644)
        let configuration = Configuration(reading: path, fileName: "config.yaml")
        #expect(configuration.hold == .seconds(9))
        let sentence = "config.yaml:2: “hodl” is not a setting; did you mean “hold”?"
        #expect(configuration.problems.map(\.description) == [sentence])
        #expect(Configuration(reading: path).problems.first?.fileName == path)
    }

    @Test func whatCannotBeReadIsOneSentenceAndInDoubt() throws {
        let text = try folder.file("text", bytes: [0x68, 0xFF, 0x0A])
        let large = try folder.file("large", bytes: [UInt8](repeating: 0x23, count: 256 * 1024 + 1))
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let expected = [
            (text, "c: The file is not UTF-8 text."),
            (large, "c: The file is larger than 256 KiB."),
            (folder.path, "c: The configuration must be a regular file."),
            (pipe, "c: The configuration must be a regular file."),
        ]
        for (path, sentence) in expected {
            let configuration = Configuration(reading: path, fileName: "c")
            #expect(configuration.problems.map(\.description) == [sentence])
            #expect(configuration.profileDoubt == configuration.problems.first)
        }
    }

    private static let yaml = """
        theme: nord
        notify: [{on: failed, hook: [say, failed]}, {on: failed, bell: true}]
        profiles:
          a: {base_url: "https://mint.example", api_key_command: [pass]}
          b: {api_key_file: /k, mintlify: {project_id: p, api_key_command: [pass]}}
        """

    @Test(arguments: [0o664, 0o646, 0o666])
    func refusesProfilesAndHooksOfAFileThatOthersCanWrite(mode: Int) throws {
        let path = try folder.file("config.yaml", Self.yaml, mode: mode)
        let configuration = Configuration(reading: path, fileName: "config.yaml")
        let sentence =
            "config.yaml: Its profiles and hooks are not used, because group or others can write \(path): "
            + "chmod go-w \(path)."
        #expect(configuration.problems.map(\.description) == [sentence])
        #expect(configuration.profiles.map(\.refusal) == [configuration.problems[0], configuration.problems[0]])
        #expect(configuration.notify?.map(\.hook) == [nil])
        #expect(configuration.theme == "nord")
        #expect(throws: ProfileError.self) { try configuration.chooseProfile(named: "b", environment: [:]) }
    }

    @Test(arguments: [(0o775, true), (0o777, true), (0o1777, false), (0o755, false)])
    func refusesProfilesOfAFileInAFolderThatOthersCanWrite(mode: Int, isRefused: Bool) throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: true)
        let path = try folder.file("in/config.yaml", Self.yaml)
        // The folder itself, its parent, and a link in an open folder to a file in a closed one.
        try FileManager.default.createDirectory(atPath: folder.path + "/open", withIntermediateDirectories: true)
        let link = folder.path + "/open/config.yaml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        for (changed, read) in [("/in", path), ("", path), ("/open", link)] {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
            try FileManager.default.setAttributes(attributes, ofItemAtPath: folder.path + changed)
            let configuration = Configuration(reading: read)
            #expect(configuration.profiles.allSatisfy { ($0.refusal != nil) == isRefused }, "\(changed)")
            let reason = configuration.problems.first?.reason
            #expect(reason?.contains("the folder \(folder.path + changed)") == (isRefused ? true : nil))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path + changed)
        }
    }

    @Test func doesNotLookAboveTheHomeFolder() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/home", withIntermediateDirectories: true)
        let path = try folder.file("home/config.yaml", Self.yaml)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        #expect(Configuration(reading: path, home: folder.path + "/home").problems == [])
        #expect(Configuration(reading: path).problems.count == 1)
    }

    @Test func aFileWithoutProfilesAndHooksMayBeWrittenByAnyone() throws {
        let path = try folder.file("config.yaml", "hold: 3", mode: 0o666)
        #expect(Configuration(reading: path).problems == [])
    }
}

struct FileTrustTests {
    /// (owner, mode, whether it is trusted by user 1000)
    @Test(
        arguments: [
            (1000, S_IFREG | 0o644, true), (0, S_IFREG | 0o644, true), (1001, S_IFREG | 0o644, false),
            (65534, S_IFREG | 0o600, false), (1000, S_IFREG | 0o664, false), (0, S_IFREG | 0o646, false),
            (1000, S_IFREG | S_ISVTX | 0o666, false), (0, S_IFDIR | S_ISVTX | 0o777, true), (0, S_IFDIR | 0o777, false),
            (1001, S_IFDIR | 0o700, false), (1001, S_IFDIR | S_ISVTX | 0o777, false),
        ] as [(uid_t, mode_t, Bool)])
    func trustsOwnFilesAndThoseOfRootThatNoOneElseCanWrite(owner: uid_t, mode: mode_t, isTrusted: Bool) {
        let place = FileTrust.Place(path: "/p", owner: owner, mode: mode)
        #expect((FileTrust.doubt(of: [place], user: 1000) == nil) == isTrusted)
    }
}
