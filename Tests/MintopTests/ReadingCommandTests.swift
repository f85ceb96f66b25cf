import Foundation
import TestTerminal
import Testing

/// Commands that only read open the store and nothing else.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ReadingCommandTests {
    private static let commands = [
        "operations list", "operations list --summary", "operations list --json", "jobs list", "profiles", "keys",
        "themes",
    ]

    @Test(arguments: commands) func localReadingStartsNoServer(command: String) throws {
        let folder = TemporaryFolder()
        let result = try mintop(
            command.split(separator: " ").map(String.init), environment: ["HOME": folder.path])
        #expect(result.status == 0, "\(result.errors)")
        let state = folder.path + "/.local/state/mintop"
        #expect(!FileManager.default.fileExists(atPath: state + "/local"), "the embedded server has run")
    }

    @Test(arguments: commands) func readingRunsNoKeyProgramAndNeedsNoServer(command: String) throws {
        let folder = TemporaryFolder()
        let marker = folder.path + "/key-was-read"
        let settings = """
            default_profile: studio
            profiles:
              studio:
                base_url: http://127.0.0.1:9
                api_key_command: [touch, \(marker)]
                mintlify:
                  base_url: http://127.0.0.1:9
                  api_key_command: [touch, \(marker)]
                  project_id: docs
            """
        let configuration = folder.path + "/.config/mintop"
        try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
        try settings.write(toFile: configuration + "/config.yaml", atomically: true, encoding: .utf8)
        let result = try mintop(
            command.split(separator: " ").map(String.init), environment: ["HOME": folder.path])
        #expect(result.status == 0, "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test func theFirstLocalListShowsWhatTheExamplesAre() throws {
        let folder = TemporaryFolder()
        let environment = ["HOME": folder.path]
        #expect(try mintop("generate", "model", "A tin robot", environment: environment).status == 0)
        for command in ["operations", "jobs"] {
            let list = try mintop(command, "list", environment: environment)
            #expect(list.output.split(separator: "\n").count > 3)
            #expect(!list.output.contains("not read yet"), "\(list.output)")
        }
    }

    @Test func rowsAreListedWhileTheServerIsAway() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let made = try mintop("generate", "model", "A tin robot", environment: server.environment)
        let id = try #require(made.output.split(separator: " ").first.map(String.init))
        let unreachable = server.environment
        server.kill()
        let list = try mintop("operations", "list", environment: unreachable)
        #expect(list.status == 0 && list.output.contains(id), "\(list.errors)")
    }
}
