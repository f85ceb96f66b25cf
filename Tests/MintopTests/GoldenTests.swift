import Foundation
import TestTerminal
import Testing

/// The recorded output of every command, on a terminal of 80 columns and in a pipe.
@Suite(.serialized, .timeLimit(.minutes(5))) struct GoldenTests {
    /// A server with the same results in each run, by default without delay.
    private func server(speed: String = "300") throws -> TestServer {
        try TestServer("--port", "0", "--in-memory", "--seed", "7", "--speed", speed)
    }

    /// The id in the first output of a change.
    private func id(_ printed: String) throws -> String {
        try #require(printed.split(separator: " ").first.map(String.init))
    }

    private func check(_ transcripts: [(name: String, transcript: Transcript)]) {
        for (name, transcript) in transcripts {
            let difference = transcript.difference(name)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    @Test func decisionsAboutOperations() throws {
        let server = try server()
        let environment = server.environment
        var (generate, wait) = (Transcript(environment: environment), Transcript(environment: environment))
        var (revise, approve) = (generate, generate)
        var (cancel, resume) = (generate, generate)
        let fox = try id(generate.run("generate", "model", "Little red fox sitting, felt and wool", "--mode", "review"))
        let boat = try id(generate.run("generate", "world", "小さな木の船、白い帆 🍵", "--mode", "review", columns: 80))
        try generate.run("generate", "model", "")
        try generate.run("generate", "model", "A key", "--read-only", columns: 80)
        try wait.run("operations", "wait", fox, boat, "--quiet")
        try wait.run("operations", "wait", fox, boat, "--quiet", columns: 80)
        try revise.run("operations", "revise", fox, "Longer ears")
        try wait.run("operations", "wait", fox, "--quiet")
        try approve.run("operations", "approve", fox, columns: 80)
        try wait.run("operations", "wait", fox, "--quiet")
        try approve.run("operations", "approve", fox)
        try cancel.run("operations", "cancel", boat)
        try cancel.run("operations", "cancel", boat, columns: 80)
        try wait.run("operations", "wait", boat, "--quiet")
        let billed = try id(mintop("generate", "model", "A copper pot [billing]", environment: environment).output)
        try wait.run("operations", "wait", billed, "--quiet")
        try resume.run("operations", "resume", billed)
        check([
            ("generate", generate), ("operations-wait", wait), ("operations-revise", revise),
            ("operations-approve", approve), ("operations-cancel", cancel), ("operations-resume", resume),
        ])
    }

    @Test func whatIsTracked() throws {
        let server = try server()
        let environment = server.environment
        var list = Transcript(environment: environment)
        var (get, track, forget) = (list, list, list)
        var (resend, follow) = (list, list)
        try list.run("operations", "list", columns: 80)
        try list.run("operations", "list", "--status", "failed")
        try list.run("operations", "list", "--summary")
        let prompts = [
            ("model", "Little red fox sitting, felt and wool"), ("world", "小さな木の船、白い帆、とても長い題名のある長い旅"),
            ("model", "Copper teapot 🍵 with a jade lid and a spout like the beak of a heron"),
            ("model", "Knight [fail]"),
        ]
        var ids: [String] = []
        for (kind, prompt) in prompts {
            let result = try mintop(
                "generate", kind, prompt, "--mode", "review", "--wait", "--quiet", environment: environment)
            ids.append(try id(result.output))
        }
        _ = try mintop("operations", "cancel", ids[1], environment: environment)
        try list.run("operations", "list", columns: 80)
        try list.run("operations", "list", columns: 40)
        try list.run("operations", "list")
        try list.run("operations", "list", "--status", "failed", "--limit", "1")
        try list.run("operations", "list", "--summary", columns: 80)
        try list.run("operations", "list", "--status", "faild")
        try get.run("operations", "get", ids[0], columns: 80)
        try get.run("operations", "get", ids[3])
        try get.run("operations", "get", "op_unknown")
        try track.run("operations", "track", ids[0], ids[1], columns: 80)
        try track.run("operations", "track", ids[3], "op_unknown")
        try forget.run("operations", "forget", ids[3], "op_unknown")
        try forget.run("operations", "forget", ids[3])
        try resend.run("operations", "resend", columns: 80)
        try resend.run("operations", "resend")
        try follow.run("operations", "follow", "--since=-1")
        check([
            ("operations-list", list), ("operations-get", get), ("operations-track", track),
            ("operations-forget", forget), ("operations-resend", resend), ("operations-follow", follow),
        ])
    }

    @Test func worldsAndModels() throws {
        let (server, still) = (try server(), try server(speed: "0.001"))
        let environment = server.environment
        for (kind, other) in [("world", "model"), ("model", "world")] {
            var list = Transcript(environment: still.environment)
            var get = list
            var retry = Transcript(environment: environment)
            var (optimize, convert) = (retry, retry)
            try list.run("\(kind)s", "list", "--limit", "6", columns: 80)
            try list.run("\(kind)s", "list", "--limit", "6", columns: 40)
            let rows = try list.run("\(kind)s", "list", "--all").split(separator: "\n")
            let done = try id(String(#require(rows.last { $0.contains("✔ done") })))
            try get.run("\(kind)s", "get", done, columns: 80)
            try get.run("\(kind)s", "get", done)
            try get.run("\(kind)s", "get", "\(other)_unknown")
            let failed = try mintop(
                "generate", kind, "A brass key [fail]", "--wait", "--quiet", environment: environment)
            let report = try mintop("operations", "get", try id(failed.output), environment: environment).output
            let resource = try #require(report.firstMatch(of: /resource +\w+ (\w+)/)?.output.1)
            try retry.run("\(kind)s", "retry", String(resource))
            try retry.run("\(kind)s", "retry", done, columns: 80)
            check([("\(kind)s-list", list), ("\(kind)s-get", get), ("\(kind)s-retry", retry)])
            guard kind == "model" else { continue }
            try optimize.run("models", "optimize", done, "--level", "light")
            try optimize.run("models", "optimize", "model_unknown")
            try convert.run("models", "convert", "model_unknown", "obj", columns: 80)
            try convert.run("models", "convert", done, "doc")
            var assets = Transcript(environment: still.environment)
            try assets.run("assets", done, columns: 80)
            try assets.run("assets", done, columns: 40)
            try assets.run("assets", done)
            try assets.run("assets", done, "download", "nothing")
            try assets.run("assets", "model_unknown", columns: 80)
            check([("models-optimize", optimize), ("models-convert", convert), ("assets", assets)])
        }
    }

    @Test func jobs() throws {
        let server = try server()
        let environment = server.agentEnvironment
        var create = Transcript(environment: environment)
        var (list, get, message, track, forget, wait, open) = (create, create, create, create, create, create, create)
        try list.run("jobs", "list", columns: 80)
        try list.run("jobs", "list", "--status", "failed")
        let job = try id(create.run("jobs", "create", "Explain the quota 🍵 in guides/limits"))
        try create.run("jobs", "create", "", columns: 80)
        try wait.run("jobs", "wait", job, "--quiet", columns: 80)
        try wait.run("jobs", "wait", job, "--quiet")
        try wait.run("jobs", "wait", "job_unknown", "--quiet")
        try list.run("jobs", "list", columns: 80)
        try list.run("jobs", "list", columns: 40)
        try list.run("jobs", "list")
        try list.run("jobs", "list", "--status", "running")
        try get.run("jobs", "get", job, columns: 80)
        try open.run("jobs", "open", job, settings: ["BROWSER": "/bin/true"])
        try message.run("jobs", "message", job, "Shorter, and with an example")
        try wait.run("jobs", "wait", job, "--quiet")
        try get.run("jobs", "get", job)
        try get.run("jobs", "get", "job_unknown")
        try track.run("jobs", "track", job)
        try track.run("jobs", "track", "job_unknown", columns: 80)
        try forget.run("jobs", "forget", job, "op_1")
        check([
            ("jobs-create", create), ("jobs-list", list), ("jobs-get", get), ("jobs-message", message),
            ("jobs-track", track), ("jobs-forget", forget), ("jobs-wait", wait), ("jobs-open", open),
        ])
    }

    @Test func theAccountTheProfilesAndTheProgram() throws {
        let server = try server(speed: "0.001")
        var usage = Transcript(environment: server.environment)
        var (me, profiles, schema, dashboard, serve) = (usage, usage, usage, usage, usage)
        try usage.run("usage", columns: 80)
        try usage.run("usage")
        try me.run("me", columns: 80)
        try me.run("me")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let settings = """
            profiles:
              studio:
                base_url: https://api.mint.gg
                api_key_command: [pass, show, mint/studio]
                read_only: true
              broken:
                base_url: https://api.mint.gg
            """
        try settings.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        for columns in [80, 40, nil] {
            try profiles.run(
                "profiles", columns: columns, settings: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        }
        try schema.run("schema", columns: 80)
        try schema.run("schema")
        try schema.run("schema", "usage")
        try schema.run("schema", "nothing")
        try dashboard.run("dashboard")
        try dashboard.run("dashboard", "--hold", "601", columns: 80)
        try serve.run("serve", "--port", "70000", columns: 80)
        try serve.run("serve", "--scenario", "nothing")
        try serve.run("serve", "--host", "0.0.0.0")
        try serve.run("serve", "--in-memory", "--data", "/tmp")
        check([
            ("usage", usage), ("me", me), ("profiles", profiles), ("schema", schema), ("dashboard", dashboard),
            ("serve", serve),
        ])
    }

    @Test func themes() throws {
        let folder = TemporaryFolder()
        var themes = Transcript(environment: ["HOME": folder.path])
        try themes.run("themes", columns: 80)
        try themes.run("themes", "list", columns: 40)
        try themes.run("themes")
        try themes.run("themes", "lint", "nord", "terminal-16", columns: 80)
        try themes.run("themes", "lint", "nothing-of-the-kind")
        try themes.run("dashboard", "--theme", "a,b,c", columns: 80)
        var keys = Transcript(environment: ["HOME": folder.path])
        try keys.run("keys", columns: 100)
        check([("themes", themes), ("keys", keys)])
    }

    @Test func keysThatTheSettingsGiveArePrintedAndThoseThatClashAreTold() throws {
        let folder = TemporaryFolder()
        let config = folder.path + "/.config/mintop"
        try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
        try """
        keys:
          preset: lazygit
          operation.approve: A
          move.first: [g g, Home]
          operation.revise: d
          copy: none
          frobnicate: F7
        """.write(toFile: config + "/config.yaml", atomically: true, encoding: .utf8)
        let printed = try mintop("keys", "--json", environment: ["HOME": folder.path])
        #expect(printed.status == 0)
        let rows = try JSONDecoder().decode(PrintedKeys.self, from: Data(printed.output.utf8)).keys
        func keys(_ id: String) -> [String]? { rows.first { $0.id == id }?.keys }
        #expect(keys("operation.approve") == ["A"])
        #expect(keys("move.first") == ["g g", "Home"])
        #expect(keys("operation.revise") == ["r"])
        #expect(keys("operation.cancel") == ["d", "x"])
        #expect(keys("asset.copy") == [])
        #expect(rows.first { $0.id == "operation.approve" }?.sameAs == [])
        let told = printed.errors.split(separator: "\n").map(String.init)
        #expect(told.count == 2)
        #expect(
            told.first?.contains("config.yaml:5: operation.revise: “d” is operation.cancel already; “r” stays.") == true
        )
        #expect(told.last?.contains("config.yaml:7: There is no action “frobnicate”") == true)
    }

    @Test func theReadmeTellsOfEveryKeyAndWhereItIsTheSame() throws {
        let folder = TemporaryFolder()
        let printed = try mintop("keys", "--json", environment: ["HOME": folder.path])
        let rows = try JSONDecoder().decode(PrintedKeys.self, from: Data(printed.output.utf8)).keys
            .filter { !$0.keys.isEmpty }
        #expect(rows.count > 60)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let start = try #require(readme.range(of: "## Keys")), end = try #require(readme.range(of: "## Configuration"))
        let lines = readme[start.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
        let told = lines.filter { $0.hasPrefix("| `") }.map(ToldKeys.init)
        #expect(told.count > 35)
        let prose = lines.filter { !$0.hasPrefix("|") }.joined(separator: " ")
        for row in rows {
            let isInTable = told.contains { $0.keys.isSuperset(of: row.keys) && $0.tools == Set(row.sameAs) }
            let isInProse = row.sameAs.isEmpty && row.keys.allSatisfy { prose.contains("`\($0)`") }
            #expect(isInTable || isInProse, "\(row.id) \(row.keys) \(row.sameAs)")
        }
        for line in told {
            let meant = rows.filter { line.keys.isSuperset(of: $0.keys) }
            #expect(line.keys.subtracting(meant.flatMap(\.keys)) == [], "\(line)")
            #expect(meant.contains { Set($0.sameAs) == line.tools }, "\(line)")
        }
    }

    private struct PrintedKeys: Decodable {
        struct Row: Decodable {
            let id: String
            let keys: [String]
            let sameAs: [String]
        }
        let keys: [Row]
    }

    /// A line of a key table in README.
    private struct ToldKeys {
        let keys: Set<String>
        let tools: Set<String>

        init(_ line: String) {
            // A `|` in a cell would need a backslash; there is none.
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            let names = cells[1].split(separator: "`", omittingEmptySubsequences: false)
            keys = Set(names.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
            let list = cells.count > 3 ? cells[3].split(separator: ",") : []
            tools = Set(list.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
        }
    }

    @Test func colorsAreForTerminalsThatWantThem() throws {
        let server = try server(speed: "0.001")
        var transcript = Transcript(environment: server.environment)
        for words in [["models", "list"], ["usage"], ["me"], ["schema"], ["profiles"], ["themes"]] {
            func print(_ columns: Int?, _ settings: [String: String] = [:]) throws -> String {
                try transcript.run(words, columns: columns, settings: settings)
            }
            let colored = try print(80)
            #expect(colored.contains("\u{1B}[90m") && colored.contains("\u{1B}[0m"), "\(words)")
            let plain = try [print(nil), print(80, ["NO_COLOR": "1"]), print(80, ["TERM": "dumb"])]
            #expect(plain.allSatisfy { !$0.contains("\u{1B}") }, "\(words)")
            // An empty NO_COLOR has no effect.
            #expect(try print(80, ["NO_COLOR": ""]) == colored, "\(words)")
            let cells = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
            #expect(cells == plain[1] && cells == plain[2], "\(words)")
        }
    }
}
