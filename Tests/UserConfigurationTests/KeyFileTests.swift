import Foundation
import Testing

@testable import UserConfiguration

struct KeyFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func key(_ path: String, owner: uid_t = geteuid()) throws(KeyError) -> Secret {
        try KeyFile(source: .file(path), path: path, owner: owner).key()
    }

    @Test(arguments: ["k-1", "k-1\n", "  k-1\r\n\n", "\tk-1"], [0o600, 0o400, 0o700])
    func theKeyIsTheTextWithoutTheSpaceAroundIt(content: String, mode: Int) throws {
        #expect(try key(folder.file("key", content, mode: mode)).text == "k-1")
    }

    @Test func aLinkLeadsToTheFileThatCounts() throws {
        let open = try folder.file("open", "k-1", mode: 0o644)
        let own = try folder.file("own", "k-1")
        for target in [open, own] {
            try FileManager.default.createSymbolicLink(atPath: target + ".link", withDestinationPath: target)
        }
        #expect(try key(own + ".link").text == "k-1")
        #expect(throws: KeyError(.openToOthers(mode: 0o644), .file(open + ".link"))) { try key(open + ".link") }
    }

    @Test(arguments: [0o640, 0o620, 0o604, 0o602, 0o601, 0o777])
    func aFileThatOthersCanUseIsRefused(mode: Int) throws {
        let path = try folder.file("key", "SECRET", mode: mode)
        let error = #expect(throws: KeyError.self) { try key(path) }
        #expect(error?.cause == .openToOthers(mode: mode))
        let end = "is accessible to other users (mode \(String(mode, radix: 8))): chmod 600 \(path)"
        #expect(error?.description.hasSuffix(end) == true)
    }

    @Test func aFileOfSomebodyElseIsRefused() throws {
        let path = try folder.file("key", "SECRET")
        #expect(throws: KeyError(.foreignOwner, .file(path))) { try key(path, owner: geteuid() + 1) }
    }

    @Test(arguments: [
        ("", KeyError.Cause.empty), (" \n\n", .empty), ("SECRET\nSECRET", .severalLines), ("SECRET SECRET", .notAKey),
        ("\"SECRET\u{e9}\"", .notAKey), ("SECRET\u{0}", .notAKey), (String(repeating: "S", count: 4097), .tooLong),
    ])
    func whatIsNoKeyIsRefusedWithoutRepeatingIt(content: String, cause: KeyError.Cause) throws {
        let path = try folder.file("key", content)
        let error = #expect(throws: KeyError.self) { try key(path) }
        #expect(error?.cause == cause)
        #expect(error?.description.contains("SECRET") == false)
    }

    @Test func bytesThatAreNoTextAreNoKey() throws {
        let path = try folder.file("key", bytes: [0x6B, 0xFF, 0xFE])
        #expect(throws: KeyError(.notAKey, .file(path))) { try key(path) }
    }

    @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
        let missing = folder.path + "/missing"
        #expect(throws: KeyError(.notFound, .file(missing))) { try key(missing) }
        #expect(throws: KeyError(.notAFile, .file(folder.path))) { try key(folder.path) }
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: KeyError(.notAFile, .file(pipe))) { try key(pipe) }
    }

    @Test(arguments: [
        (KeyError.Cause.notFound, "The key file “/k” does not exist: write the key into it, and chmod 600."),
        (.empty, "The key file “/k” is empty: write the key into it."),
        (.severalLines, "The key file “/k” contains several lines; expected only the key, on one line."),
        (.noHome, "The key file “/k” cannot be found: HOME is not set to an absolute path."),
    ])
    func eachCauseIsASentence(cause: KeyError.Cause, sentence: String) {
        #expect(KeyError(cause, .file("/k")).description == sentence)
    }
}
