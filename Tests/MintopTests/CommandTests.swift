import Foundation
import TestTerminal
import Testing

/// Commands against a real server: their output and exit status.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CommandTests {
    @Test func aJobIsStartedWaitedForApprovedAndReadByCommands() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "40", "--seed", "7")
        let environment = server.environment
        let started = try mintop(
            "generate", "model", "A brass key", "--mode", "review", "--wait", "--json", environment: environment)
        #expect(started.status == 3)
        let operation = try #require(json(started.output))
        let id = try #require(operation["id"] as? String)
        #expect(operation["status"] as? String == "preview_ready")

        let revised = try mintop("operations", "revise", id, "Longer teeth", environment: environment)
        #expect(revised.status == 0)
        #expect(revised.output.hasPrefix(id))
        #expect(try mintop("operations", "wait", id, environment: environment).status == 3)

        #expect(try mintop("operations", "approve", id, environment: environment).status == 0)
        let waited = try mintop("operations", "wait", id, "--timeout", "2m", environment: environment)
        #expect(waited.status == 0)
        #expect(waited.output == "\(id)  succeeded\n")

        let got = try mintop("operations", "get", id, "--json", environment: environment)
        let assets = try #require(json(got.output)?["assets"] as? [[String: Any]])
        let glb = try #require(assets.first { $0["name"] as? String == "glb" })
        #expect((glb["url"] as? String)?.hasPrefix(server.url) == true)

        let again = try mintop("operations", "approve", id, environment: environment)
        #expect(again.status == 65)
        #expect(again.errors.hasPrefix("mintop: "))
    }

    @Test func aModelIsOptimizedConvertedAndAFailedOneTriedAgain() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let environment = server.environment
        func follow(_ arguments: [String]) throws -> [String: Any] {
            let started = try mintop(arguments + ["--json"], environment: environment)
            #expect(started.status == 0, "\(started.errors)")
            let id = try #require(json(started.output)?["id"] as? String)
            _ = try mintop("operations", "wait", id, "--timeout", "2m", environment: environment)
            return try #require(json(try mintop("operations", "get", id, "--raw", environment: environment).output))
        }
        func resource(_ operation: [String: Any]) throws -> String {
            try #require((operation["resource"] as? [String: Any])?["id"] as? String)
        }
        let model = try resource(follow(["generate", "model", "A brass key"]))
        let optimized = try follow(["models", "optimize", model, "--level", "aggressive"])
        #expect(optimized["status"] as? String == "succeeded")
        #expect(optimized["optimizationLevel"] as? String == "aggressive")
        let converted = try follow(["models", "convert", model, "obj", "stl"])
        let files = (converted["conversion"] as? [String: Any])?["assets"] as? [String: Any]
        #expect(files?["objUrl"] is String && files?["stlUrl"] is String && !(files?["fbxUrl"] is String))
        let found = try mintop("models", "get", model, environment: environment)
        #expect(found.output.contains("optimizedGlb"))

        let failed = try follow(["generate", "model", "A brass key [fail]"])
        #expect(failed["status"] as? String == "failed")
        #expect(try follow(["models", "retry", try resource(failed)])["status"] as? String == "succeeded")
        let refused = try mintop("models", "convert", model, "doc", environment: environment)
        #expect(refused.status == 64)
        let readOnly = try mintop("models", "optimize", model, "--read-only", environment: environment)
        #expect(readOnly.status == 64)
    }

    @Test func theSameKeyStartsOneJob() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let results = try (0..<3).map { _ in
            try mintop(
                "generate", "world", "A quiet bay", "--idempotency-key", "one-key", "--json",
                environment: server.environment)
        }
        let ids = results.compactMap { json($0.output)?["id"] as? String }
        #expect(ids.count == 3)
        #expect(Set(ids).count == 1)
        let other = try mintop(
            "generate", "world", "Another bay", "--idempotency-key", "one-key", environment: server.environment)
        #expect(other.status == 65)
    }

    @Test func listsFollowTheirCursors() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--seed", "7")
        let first = try mintop("models", "list", "--limit", "5", "--json", environment: server.environment)
        let page = try #require(json(first.output))
        #expect((page["data"] as? [[String: Any]])?.count == 5)
        #expect((page["data"] as? [[String: Any]])?.allSatisfy { $0["assets"] != nil } == true)
        let cursor = try #require(page["nextCursor"] as? String)
        let second = try mintop(
            "models", "list", "--limit", "5", "--cursor", cursor, "--json", environment: server.environment)
        #expect(first.output != second.output)
        let all = try mintop("models", "list", "--all", "--json", environment: server.environment)
        let data = try #require(json(all.output)?["data"] as? [[String: Any]])
        #expect(data.count > 20)
        #expect(Set(data.compactMap { $0["id"] as? String }).count == data.count)
        #expect(try mintop("worlds", "list", "--limit", "101", environment: server.environment).status == 64)
    }

    @Test func wrongInputIsRefusedBeforeItIsSentAndNamesTheLimit() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let long = String(repeating: "x", count: 4001)
        let prompt = try mintop("generate", "model", long, environment: server.environment)
        #expect(prompt.status == 65)
        #expect(prompt.errors.contains("4001") && prompt.errors.contains("4000"))
        let feedback = try mintop(
            "operations", "revise", "op_1", String(repeating: "x", count: 2001), environment: server.environment)
        #expect(feedback.status == 65)
        #expect(feedback.errors.contains("2000"))
        #expect(try mintop("operations", "get", "no/such id!", environment: server.environment).status == 64)
        #expect(try mintop("operations", "get", "op_unknown", environment: server.environment).status == 65)
    }

    @Test func aRefusedKeyAndAMissingServerHaveTheirOwnExitStatus() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        var environment = server.environment
        environment["MINT_API_KEY"] = "wrong-key"
        let refused = try mintop("usage", environment: environment)
        #expect(refused.status == 77)
        #expect(refused.errors.contains("MINT_API_KEY"))
        #expect(!refused.errors.contains("wrong-key"))
        environment["MINT_API_BASE_URL"] = "http://127.0.0.1:1"
        #expect(try mintop("operations", "get", "op_1", environment: environment).status == 69)
        environment["MINT_API_KEY"] = nil
        #expect(try mintop("usage", environment: environment).status == 64)
    }

    @Test func theURLOfAnotherServerIsRefused() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let started = try mintop("generate", "model", "A key", "--json", environment: server.environment)
        let id = try #require(json(started.output)?["id"] as? String)
        let own = "\(server.url)/v1/operations/\(id)"
        #expect(try mintop("operations", "get", own, environment: server.environment).status == 0)
        #expect(try mintop("operations", "get", "/v1/operations/\(id)", environment: server.environment).status == 0)
        // The last address is a prefix of the server's: a different port.
        let others = ["http://evil.example", "http://127.0.0.1:1", String(server.url.dropLast())]
        for other in others.map({ "\($0)/v1/operations/\(id)" }) {
            let result = try mintop("operations", "cancel", other, environment: server.environment)
            #expect(result.status == 64)
            #expect(result.errors.contains("not the server of this profile"))
        }
        #expect(try mintop("operations", "get", "\(server.url)/x/\(id)", environment: server.environment).status == 64)
    }

    @Test func waitingForAnUnknownStatusIsRefused() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let result = try mintop("operations", "wait", "op_1", "--until", "nonsense", environment: server.environment)
        #expect(result.status == 64)
        #expect(result.errors.contains("preview_ready"))
    }

    @Test func aProblemOfAnEarlierRunDoesNotEndAWait() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "40", "--seed", "7")
        let started = try mintop(
            "generate", "model", "A key", "--mode", "review", "--json", environment: server.environment)
        let id = try #require(json(started.output)?["id"] as? String)
        // A dashboard with a wrong key stores that the key was refused. Both keys share only the folder, so the problem
        // is where a run with the right key would store it.
        var wrong = server.environment
        wrong["MINT_API_KEY"] = "wrong-key"
        #expect(try mintop("operations", "wait", id, "--timeout", "5s", environment: wrong).status == 77)
        #expect(try mintop("operations", "wait", id, "--timeout", "2m", environment: server.environment).status == 3)
    }

    @Test func lostOutputIsAnErrorAndAClosedPipeIsNot() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let program = try BuiltProduct.path("mintop")
        func shell(_ command: String) throws -> Int32 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", command]
            process.environment = server.environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect(try shell("'\(program)' worlds list --all > /dev/full") == 74)
        #expect(try [0, 141].contains(shell("'\(program)' worlds list --all | head -0; exit ${PIPESTATUS[0]}")))
    }

    @Test func serveSaysOnOneLineWhereItIsAndWithWhatKey() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        #expect(server.url.hasPrefix("http://127.0.0.1:"))
        #expect(!server.apiKey.isEmpty)
        let usage = try mintop("usage", "--json", environment: server.environment)
        #expect(json(usage.output)?["availableCredits"] as? Double == 12_480)
    }

    @Test func withoutAnyKeyTheEmbeddedMintAnswers() throws {
        let folder = TemporaryFolder()
        let result = try mintop("worlds", "list", "--limit", "1", environment: ["HOME": folder.path])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("world_"))
        let state = folder.path + "/.local/state/mintop"
        let modes = try ["", "/mintop.sqlite", "/local", "/local/local-mint.sqlite"].map { name in
            try FileManager.default.attributesOfItem(atPath: state + name)[.posixPermissions] as? Int
        }
        #expect(modes == [0o700, 0o600, 0o700, 0o600])
    }

    private func json(_ text: String) -> [String: Any]? {
        // `try?`: text that is no JSON object fails the expectation on its fields.
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    }
}
