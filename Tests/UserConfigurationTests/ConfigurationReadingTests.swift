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
            (large, "c: The file is larger than 256 KiB; it is no configuration."),
            (folder.path, "c: The configuration has to be an ordinary file."),
            (pipe, "c: The configuration has to be an ordinary file."),
        ]
        for (path, sentence) in expected {
            let configuration = Configuration(reading: path, fileName: "c")
            #expect(configuration.problems.map(\.description) == [sentence])
            #expect(configuration.profileDoubt == configuration.problems.first)
        }
    }

    @Test(arguments: [
        (0o646, geteuid(), true), (0o644, geteuid() + 1, true), (0o664, geteuid(), false), (0o644, 0, false),
    ])
    func aFileThatSomebodyElseCouldWriteRunsNoCommands(mode: mode_t, owner: uid_t, isRefused: Bool) {
        let yaml = """
            profiles:
              a: {api_key_command: [pass]}
              b: {api_key_file: /k, mintlify: {project_id: p, api_key_command: [pass]}}
            """
        var configuration = Configuration(parsing: yaml, fileName: "c")
        configuration.distrust(owner: owner, mode: mode, fileName: "c")
        #expect(configuration.profiles.map { $0.refusal != nil } == [isRefused, false])
        #expect((configuration.profiles[1].mintlify?.refusal != nil) == isRefused)
        #expect(configuration.problems.count == (isRefused ? 1 : 0))
    }

    @Test func aFileWithoutCommandsMayBelongToAnybody() {
        var configuration = Configuration(parsing: "hold: 3", fileName: "c")
        configuration.distrust(owner: geteuid() + 1, mode: 0o666, fileName: "c")
        #expect(configuration.problems == [])
    }
}
