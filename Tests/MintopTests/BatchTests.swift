import Foundation
import GRDB
import TestTerminal
import Testing

/// Batches of prompts, and several processes that follow them on one store.
@Suite(.serialized, .timeLimit(.minutes(8))) struct BatchTests {
    @Test func aBatchThatIsKilledThreeTimesStartsEachPromptOnce() throws {
        let folder = TemporaryFolder()
        let server = try TestServer(
            "--port", "0", "--data", folder.path + "/data", "--empty", "--rate", "100000", "--seed", "7", folder: folder
        )
        let environment = try quick(server)
        let prompts = (1...300).map { "Prompt number \($0)" }
        let file = folder.path + "/prompts.txt"
        try prompts.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let arguments = ["generate", "model", "--prompts", file, "--batch", "night"]
        var generator = SystemRandomNumberGenerator()
        for round in 1...3 {
            let run = try RunningCommand(arguments, environment: environment)
            // The operations of earlier rounds are printed again.
            let lines = round * 60 + Int.random(in: 0...30, using: &generator)
            for _ in 0..<lines { #expect(run.line() != nil) }
            run.kill()
        }
        let last = try mintop(arguments, environment: environment)
        #expect(last.status == 0, "\(last.errors)")
        #expect(Set(last.output.split(separator: "\n").map { $0.prefix { $0 != " " } }).count == 300)
        let started = try promptsAtServer(folder)
        #expect(started.count == 300)
        #expect(started.sorted() == prompts.sorted())
        // A second run starts nothing and prints the same.
        let again = try mintop(arguments, environment: environment)
        #expect(again.status == 0)
        #expect(try promptsAtServer(folder).count == 300)
    }

    @Test func aFollowerAWaitAndADashboardAgreeOnEveryTransitionOfAHundred() throws {
        let server = try TestServer(
            "--port", "0", "--in-memory", "--empty", "--rate", "100000", "--speed", "20", "--seed", "7")
        let environment = try quick(server)
        let dashboard = try server.dashboard(environment: environment)
        try dashboard.waitFor("No operation is tracked yet.")
        let lines = (1...100).map { number in
            switch number % 10 {
            case 0: #"{"prompt": "Number \#(number) [fail]"}"#
            case 1: #"{"prompt": "Number \#(number)", "mode": "review", "preset": "fast"}"#
            default: #"{"prompt": "Number \#(number)", "preset": "fast"}"#
            }
        }
        let file = server.folder.path + "/prompts.jsonl"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let batch = try RunningCommand(["generate", "model", "--prompts", file], environment: environment)
        let first = try #require(batch.line())
        #expect(first.hasPrefix("op_"))
        // A follower from the beginning, interrupted in the middle; a second one continues after its last line.
        let follower = try RunningCommand(["operations", "follow", "--since", "0"], environment: environment)
        let begun = batch.result()
        #expect(begun.status == 0)
        let ids = ([first] + begun.output.split(separator: "\n").map(String.init)).map {
            String($0.prefix { $0 != " " })
        }
        #expect(Set(ids).count == 100)
        let wait = try RunningCommand(
            ["operations", "wait", "--json", "--timeout", "5m"] + ids, environment: environment)
        var followed: [Line] = []
        for _ in 0..<120 { followed.append(try Line(try #require(follower.line()))) }
        follower.signal(SIGINT)
        let since = try #require(followed.last?.sequence)
        let rest = try mintop(
            "operations", "follow", "--since", "\(since)", "--until-idle", environment: environment)
        #expect(rest.status == 0, "\(rest.errors)")
        followed += try rest.output.split(separator: "\n").map { try Line(String($0)) }

        // Each transition once, in order, and each from the previous status of its operation.
        let sequences = followed.compactMap(\.sequence)
        #expect(sequences.count == followed.count)
        #expect(sequences == Set(sequences).sorted())
        #expect(followed.map(\.chained) == (try stored(server)))
        var last: [String: String] = [:]
        for line in followed {
            #expect(line.from == last[line.id])
            last[line.id] = line.to
        }
        #expect(last.count == 100)
        let waited = wait.result()
        #expect(waited.status == 1)
        let ends = try waited.output.split(separator: "\n").map { try Line(String($0)) }
        #expect(Dictionary(uniqueKeysWithValues: ends.map { ($0.id, $0.status ?? "") }) == last)
        let counts = Dictionary(grouping: last.values) { $0 }.mapValues(\.count)
        try dashboard.waitFor("◆ \(counts["preview_ready"] ?? 0) review", seconds: 30)
        try dashboard.waitFor("✔ \(counts["succeeded"] ?? 0) done", seconds: 30)
        try dashboard.waitFor("✖ \(counts["failed"] ?? 0) failed", seconds: 30)
        try dashboard.send("Q")
        #expect(try dashboard.waitForExit() == 0)
    }

    @Test(arguments: [
        ("A key\n\(String(repeating: "x", count: 4001))", "Line 2"),
        ("{\"prompt\": \"A key\", \"hue\": \"red\"}", "Line 1: “hue” is unknown"),
        ("# nothing\n\n{\"prompt\": 7}", "Line 3: “prompt” is not a text"), ("\n#\n", "There is no prompt"),
    ])
    func aBrokenFileStartsNothingAndNamesTheLine(text: String, sentence: String) throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let file = server.folder.path + "/prompts"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try mintop("generate", "model", "--prompts", file, environment: server.environment)
        #expect(result.status == 65)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(try mintop("operations", "list", environment: server.environment).output.isEmpty)
    }

    @Test func anInterruptedWaitLeavesTheOperationAndSaysHowToGoOn() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "0.05", "--seed", "7")
        let started = try mintop("generate", "model", "A key", environment: server.environment)
        let id = String(started.output.prefix { $0 != " " })
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["operations", "wait", id], environment: server.environment, columns: 120,
            rows: 10)
        try terminal.waitFor("0 of 1 ended")
        try terminal.send("\u{3}")
        try terminal.waitFor("To go on waiting: mintop operations wait \(id)")
        #expect(try terminal.waitForExit() == 130)
        let now = try mintop("operations", "get", id, "--json", environment: server.environment)
        #expect(!now.output.contains("\"status\":\"canceled\""))
    }

    /// A profile with the highest budget, so that hundreds of operations start in a minute.
    private func quick(_ server: TestServer) throws -> [String: String] {
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let key = server.folder.path + "/key"
        try server.apiKey.write(toFile: key, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let text = """
            profiles:
              quick:
                base_url: \(server.url)
                api_key_file: \(key)
                budget: 600

            """
        try text.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        return [
            "HOME": server.folder.path, "XDG_STATE_HOME": server.folder.path + "/state",
            "XDG_CONFIG_HOME": server.folder.path + "/config", "MINTOP_PROFILE": "quick",
        ]
    }

    /// The prompts of all operations, from the server's database.
    private func promptsAtServer(_ folder: TemporaryFolder) throws -> [String] {
        let records = try DatabaseQueue(path: folder.path + "/data/local-mint.sqlite").read { db in
            try Data.fetchAll(db, sql: "SELECT record FROM operation")
        }
        return try records.map { record in
            let object = try JSONSerialization.jsonObject(with: record) as? [String: Any]
            return try #require(object?["prompt"] as? String)
        }
    }

    /// All transitions, from the store's database: id, from and to.
    private func stored(_ server: TestServer) throws -> [String] {
        try DatabaseQueue(path: server.folder.path + "/state/mintop/mintop.sqlite").read { db in
            try Row.fetchAll(db, sql: "SELECT operation_id, from_status, to_status FROM transition ORDER BY sequence")
                .map { row in "\(row[0] as String) \(row[1] as String? ?? "-") \(row[2] as String)" }
        }
    }

    /// A line of NDJSON, of a transition or of an operation.
    private struct Line: Decodable {
        let id: String
        var sequence: Int?
        var from: String?
        var to: String?
        var status: String?

        init(_ text: String) throws {
            self = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
        }

        var chained: String { "\(id) \(from ?? "-") \(to ?? "-")" }
    }
}
