import Foundation
import TestTerminal
import Testing

/// Commands that fail: the exit status, and one sentence on standard error.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ExitStatusTests {
    /// A command line with its expected exit status and message.
    private struct Case {
        let words: [String]
        let status: Int32
        let says: String
        var settings: [String: String] = [:]

        init(_ words: [String], status: Int32, says: String, settings: [String: String] = [:]) {
            (self.words, self.status, self.says, self.settings) = (words, status, says, settings)
        }

        init(_ words: String..., status: Int32, says: String, settings: [String: String] = [:]) {
            self.init(words, status: status, says: says, settings: settings)
        }
    }

    private func check(_ cases: [Case], _ environment: [String: String]) throws {
        for one in cases {
            let result = try mintop(one.words, environment: environment.merging(one.settings) { $1 })
            let name = Comment(rawValue: "\(one.words.joined(separator: " ")): \(result.errors)")
            #expect(result.status == one.status, name)
            #expect(result.output.isEmpty, name)
            let lines = result.errors.split(separator: "\n")
            #expect(lines.first?.hasPrefix("mintop: ") == true || lines.first?.hasPrefix("Error: ") == true, name)
            // The argument parser adds the usage.
            let rest = lines.dropFirst()
            #expect(rest.allSatisfy { line in ["  ", "Usage:", "Help:"].contains(where: line.hasPrefix) }, name)
            #expect(result.errors.contains(one.says), name)
        }
    }

    @Test func unknownIdsAreNamed() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        var cases: [Case] = []
        for verb in ["get", "approve", "cancel", "resume"] {
            cases.append(Case("operations", verb, "op_unknown", status: 65, says: "no such operation"))
        }
        cases += [
            Case("operations", "revise", "op_unknown", "Longer", status: 65, says: "no such operation"),
            Case("operations", "wait", "op_unknown", "--quiet", status: 65, says: "op_unknown"),
            Case("operations", "forget", "op_unknown", status: 65, says: "op_unknown is not tracked."),
            Case("worlds", "get", "world_unknown", status: 65, says: "no such world"),
            Case("models", "get", "model_unknown", status: 65, says: "no such model"),
            Case("worlds", "retry", "world_unknown", status: 65, says: "no such world"),
            Case("models", "optimize", "model_unknown", status: 65, says: "no such model"),
            Case("models", "convert", "model_unknown", "obj", status: 65, says: "no such model"),
            Case("jobs", "get", "job_unknown", status: 65, says: "no such job"),
            Case("jobs", "message", "job_unknown", "Hello", status: 65, says: "no such job"),
            Case("jobs", "wait", "job_unknown", "--quiet", status: 65, says: "job_unknown"),
            Case("jobs", "open", "job_unknown", status: 65, says: "no such job"),
            Case("jobs", "forget", "job_unknown", status: 65, says: "job_unknown is not tracked."),
        ]
        try check(cases, server.agentEnvironment)
    }

    @Test func anIdOfTheOtherServiceIsRefusedWithTheCommandThatTakesIt() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "600", "--seed", "7")
        let environment = server.agentEnvironment
        func id(_ words: String...) throws -> String {
            let printed = try mintop(words, environment: environment).output
            return try #require(printed.split(separator: " ").first.map(String.init))
        }
        let operation = try id("generate", "model", "A key", "--mode", "review")
        let job = try id("jobs", "create", "Explain the quota")
        try check(
            [
                Case("operations", "get", job, status: 64, says: "use mintop jobs"),
                Case("operations", "cancel", job, status: 64, says: "use mintop jobs"),
                Case("operations", "forget", job, status: 64, says: "use mintop jobs"),
                Case("jobs", "get", operation, status: 64, says: "use mintop operations"),
                Case("jobs", "message", operation, "Hello", status: 64, says: "use mintop operations"),
                Case("jobs", "wait", operation, status: 64, says: "use mintop operations"),
                Case("jobs", "open", operation, status: 64, says: "use mintop operations"),
            ], environment)
        let both = try mintop("operations", "wait", job, operation, "--quiet", environment: environment)
        #expect(both.status == 3, "\(both.errors)")
        #expect(both.output.split(separator: "\n").count == 2)
    }

    @Test func withoutANetworkTheServiceIsUnavailable() throws {
        let commands = [
            ["operations", "get", "op_1"], ["operations", "approve", "op_1"], ["generate", "model", "A key"],
            ["worlds", "list"], ["models", "get", "model_1"], ["usage"], ["me"], ["jobs", "get", "job_1"],
            ["jobs", "create", "Explain the quota"], ["jobs", "message", "job_1", "Hello"], ["jobs", "open", "job_1"],
        ]
        let folder = TemporaryFolder()
        // Concurrently, because each waits some time for the server.
        let running = try commands.enumerated().map { index, words in
            try StartedCommand(
                words,
                environment: [
                    "HOME": folder.path + "/\(index)", "MINT_API_KEY": "key", "MINT_API_BASE_URL": "http://127.0.0.1:1",
                    "MINTLIFY_API_KEY": "mint_key", "MINTLIFY_PROJECT_ID": "project",
                    "MINTLIFY_API_BASE_URL": "http://127.0.0.1:1", "PATH": "/usr/bin:/bin",
                ])
        }
        for (words, command) in zip(commands, running) {
            let result = command.result()
            #expect(result.status == 69, "\(words): \(result.errors)")
            #expect(result.output.isEmpty, "\(words)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(words): \(result.errors)")
            #expect(result.errors.hasPrefix("mintop: "), "\(words)")
        }
    }

    @Test func aKeyOfTheWrongKindIsRefusedBeforeItIsSent() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let agent = server.agentEnvironment
        func jobs(_ key: String, says: String) -> [Case] {
            [["jobs", "list"], ["jobs", "create", "x"], ["jobs", "get", "job_1"]].map { words in
                Case(words, status: 64, says: says, settings: ["MINTLIFY_API_KEY": key])
            }
        }
        try check(
            jobs("mint_dsc_secret", says: "mint_dsc_") + jobs("mint_us_secret", says: "mint_us_")
                + jobs(server.apiKey, says: "mint_") + jobs("with space", says: "MINTLIFY_API_KEY")
                + [
                    Case("jobs", "list", status: 64, says: "MINTLIFY_API_KEY", settings: ["MINTLIFY_API_KEY": ""]),
                    Case(
                        "jobs", "list", status: 64, says: "MINTLIFY_PROJECT_ID", settings: ["MINTLIFY_PROJECT_ID": ""]),
                    Case(
                        "jobs", "create", "x", status: 77, says: "401",
                        settings: ["MINTLIFY_API_KEY": "mint_wrong"]),
                    Case("usage", status: 77, says: "MINT_API_KEY", settings: ["MINT_API_KEY": "wrong"]),
                    Case("usage", status: 64, says: "mint_dsc_", settings: ["MINT_API_KEY": "mint_dsc_secret"]),
                ], agent)
    }

    @Test func anEmptyTextIsRefused() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let cases = ["", "   ", "\n"].flatMap { text in
            [
                Case("generate", "model", text, status: 65, says: "empty"),
                Case("operations", "revise", "op_1", text, status: 65, says: "empty"),
                Case("jobs", "create", text, status: 65, says: "empty"),
                Case("jobs", "message", "job_1", text, status: 65, says: "empty"),
            ]
        }
        try check(cases, server.agentEnvironment)
    }

    @Test func aBrokenFileOfPromptsIsRefusedWithTheLineAndNothingIsStarted() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let file = server.folder.path + "/prompts"
        let files = [
            ("A key\n{\"prompt\": }\n", "Line 2"), ("A key\n\n{\"prompt\": \"x\", \"kind\": \"thing\"}\n", "Line 3"),
            ("A key\n{\"kind\": \"world\"}\n", "Line 2"), ("{\"prompt\": \"x\", \"color\": \"red\"}\n", "“color”"),
            (String(repeating: "x", count: 4001) + "\n", "Line 1"), ("# only\n\n# comments\n", "no prompt"),
        ]
        for (text, says) in files {
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            try check([Case("generate", "model", "--prompts", file, status: 65, says: says)], server.environment)
        }
        try Data([0x41, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: file))
        try check(
            [
                Case("generate", "model", "--prompts", file, status: 65, says: "UTF-8"),
                Case("generate", "model", "--prompts", "/nowhere", status: 65, says: "/nowhere"),
                Case("generate", "model", "A key", "--prompts", file, status: 64, says: "not both"),
                Case("generate", "model", "A key", "--batch", "x", status: 64, says: "--prompts"),
                Case("generate", "model", "--prompts", file, "--batch", "a b", status: 64, says: "--batch"),
            ], server.environment)
        let list = try mintop("operations", "list", environment: server.environment)
        #expect(list.output.isEmpty)
    }

    @Test func anInterruptedWaitStopsNothingAndSaysHowToGoOn() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "0.01")
        let environment = server.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        let made = try mintop("generate", "model", "A key", environment: environment).output
        let id = try #require(made.split(separator: " ").first.map(String.init))
        let waiting = try StartedCommand(["operations", "wait", id], environment: environment)
        let progress = waiting.firstComplaint()
        #expect(progress.hasPrefix(id))
        waiting.interrupt()
        let result = waiting.result()
        #expect(result.status == 130, "\(result.errors)")
        #expect(result.errors.contains("nothing was stopped"))
        #expect(result.errors.contains("mintop operations wait \(id)"))
        let over = try mintop("operations", "wait", id, "--timeout", "1s", "--quiet", environment: environment)
        #expect(over.status == 124)
        #expect(over.output.hasPrefix(id))
        #expect(over.errors.contains("Not finished after 1s"))
    }

    @Test func aClosedOutputDoesNoHarm() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "600", "--seed", "7")
        let environment = server.environment
        #expect(try mintop("generate", "model", "A key", environment: environment).status == 0)
        func shell(_ command: String) throws -> (status: Int32, errors: String) {
            let process = Process()
            let errors = Pipe()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", command]
            process.environment = environment.merging(["PATH": "/usr/bin:/bin", "M": try BuiltProduct.path("mintop")]) {
                $1
            }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = errors
            try process.run()
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }
        for command in ["operations list --json", "worlds list --all --json", "man", "schema operation"] {
            let piped = try shell("$M \(command) | head -c 1; exit ${PIPESTATUS[0]}")
            #expect([0, 141].contains(piped.status) && piped.errors.isEmpty, "\(command): \(piped)")
            let closed = try shell("$M \(command) >&-")
            #expect(closed.status == 74, "\(command): \(closed)")
            #expect(closed.errors.hasPrefix("mintop: ") && closed.errors.split(separator: "\n").count == 1)
            #expect(try shell("$M \(command) >/dev/full").status == 74)
            #expect(try shell("$M \(command) <&- 2>&-").status == 0)
            #expect(try shell("$M \(command) >&- 2>&- <&-").status == 74)
        }
        // Nothing printed was stored.
        let list = try mintop("operations", "list", environment: environment)
        #expect(list.status == 0 && list.output.split(separator: "\n").count == 1, "\(list.errors)")
    }
}

/// A command that runs in parallel to others.
private final class StartedCommand {
    private let process = Process()
    private let (output, errors) = (Pipe(), Pipe())

    init(_ words: [String], environment: [String: String]) throws {
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
        process.arguments = words
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Waits for its first text on standard error.
    func firstComplaint() -> String {
        String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    }

    /// Sends SIGINT, as Ctrl-C does.
    func interrupt() {
        process.interrupt()
    }

    /// Waits for its end. Its output fits into a pipe.
    func result() -> CommandResult {
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        return CommandResult(status: process.terminationStatus, output: text(output), errors: text(errors))
    }
}
