import Foundation
import TestTerminal
import Testing

/// Line mode, through pipes and on a terminal without cursor addressing.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LinearTests {
    private func serverWithAPreview() throws -> (TestServer, String) {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "300", "--seed", "7")
        let started = try mintop(
            "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment)
        #expect(started.status == 3)
        let list = try mintop("operations", "list", environment: server.environment)
        let id = try #require(list.output.split(separator: " ").first.map(String.init))
        return (server, id)
    }

    private func status(of id: String, _ server: TestServer) throws -> String {
        let result = try mintop("operations", "get", id, "--json", environment: server.environment)
        struct Answer: Decodable { let status: String }
        return try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8)).status
    }

    @Test func aDecisionIsMadeThroughPipes() throws {
        let (server, id) = try serverWithAPreview()
        let lines = try PipedLines("--linear", "--hold", "60", environment: server.environment)
        #expect(lines.next { $0.hasPrefix("mintop LIVE") } != nil)
        #expect(lines.next { $0.hasPrefix("1. \(id): review, model") } != nil)
        lines.type("approve 1")
        #expect(lines.next { $0.hasPrefix("Held: approve of \(id).") } != nil)
        lines.type("undo")
        #expect(lines.next { $0.hasPrefix("Undone: approve ") } != nil)
        #expect(try status(of: id, server) == "preview_ready")
        lines.type("approve \(id)")
        #expect(lines.next { $0.hasPrefix("Held: approve of \(id).") } != nil)
        lines.type("send")
        #expect(lines.next { $0 == "Approved \(id)." } != nil)
        #expect(lines.next { $0.contains("\(id) is done, was ") } != nil)
        lines.type("quit")
        #expect(lines.status == 0)
        #expect(!lines.everything.contains("\u{1B}"))
    }

    @Test func theEndOfTheInputKeepsWhatIsHeldAndTheNextStartOffersIt() throws {
        let (server, id) = try serverWithAPreview()
        var lines = try PipedLines("--linear", "--hold", "60", environment: server.environment)
        // Typed before the first output, as by a script.
        lines.type("approve \(id)")
        lines.end()
        #expect(lines.next { $0 == "Kept, not sent, and offered at the next start: approve of \(id)." } != nil)
        #expect(lines.status == 0)
        #expect(!lines.everything.contains("Answer"))
        #expect(try status(of: id, server) == "preview_ready")

        lines = try PipedLines("--linear", environment: server.environment)
        #expect(lines.next { $0.hasPrefix("Left over and not sent: approve of \(id).") } != nil)
        lines.type("drop")
        #expect(lines.next { $0.hasPrefix("Undone: approve ") } != nil)
        lines.end()
        #expect(lines.status == 0)
    }

    @Test func withoutAHoldItIsAskedAndYesIsSentBeforeTheEnd() throws {
        let (server, id) = try serverWithAPreview()
        let lines = try PipedLines("--linear", "--hold", "0", environment: server.environment)
        lines.type("approve \(id)")
        #expect(lines.next { $0.hasPrefix("Approve the preview of \(id)?") } != nil)
        lines.type("yes")
        lines.end()
        #expect(lines.status == 0)
        #expect(try status(of: id, server) != "preview_ready")
    }

    @Test func whatAnotherDashboardDoesIsTold() throws {
        let (server, id) = try serverWithAPreview()
        let lines = try PipedLines("--linear", environment: server.environment)
        #expect(lines.next { $0.hasPrefix("1. \(id): review") } != nil)
        #expect(try mintop("operations", "cancel", id, environment: server.environment).status == 0)
        #expect(lines.next { $0.contains("\(id) is canceled, was review") } != nil)
        lines.end()
        #expect(lines.status == 0)
    }

    @Test func onADumbTerminalItIsOfferedAndNothingIsObeyedByIt() throws {
        let (server, id) = try serverWithAPreview()
        let refused = try server.dashboard(environment: ["TERM": "dumb"])
        #expect(try refused.waitForExit() == 64)
        #expect(refused.wrote("mintop --linear"))

        let terminal = try server.dashboard(environment: ["TERM": "dumb", "ACCESSIBLE": "1"], columns: 200)
        try terminal.waitFor("1. \(id): review")
        try terminal.send("show 1\n")
        try terminal.waitFor("Prompt: A brass key")
        try terminal.send("cancel 1\n")
        try terminal.waitFor("Held: cancel of \(id)")
        // The interrupt key keeps held decisions, like the end of the input.
        try terminal.send("\u{3}")
        try terminal.waitFor("Kept, not sent, and offered at the next start: cancel of \(id).")
        #expect(try terminal.waitForExit() == 130)
        #expect(!terminal.bytes.contains(0x1B))
        #expect(try status(of: id, server) == "preview_ready")
    }

    @Test func aModelIsListedAndItsFileDownloadedToWhereItWasStarted() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "300", "--seed", "7")
        let made = try mintop(
            "generate", "model", "A brass key", "--wait", "--quiet", environment: server.environment)
        #expect(made.status == 0, "\(made.errors)")
        let place = server.folder.path + "/downloads"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let lines = try PipedLines("--linear", environment: server.environment, in: place)
        lines.type("models")
        #expect(lines.next { $0.hasPrefix("1. model_") && $0.contains(": done, ") } != nil)
        lines.type("download 1 glb")
        #expect(lines.next { $0 == "Downloading glb." } != nil)
        let done = try #require(lines.next { $0.hasPrefix("Downloaded ") })
        let path = String(done.dropFirst("Downloaded ".count))
        #expect(path.hasPrefix(place) && path.hasSuffix(".glb"))
        #expect(try Data(contentsOf: URL(filePath: path)).prefix(4) == Data("glTF".utf8))
        lines.type("optimize 1 light")
        #expect(lines.next { $0.hasPrefix("Held: optimize of model_") } != nil)
        lines.type("undo")
        #expect(lines.next { $0.hasPrefix("Undone: optimize ") } != nil)
        lines.end()
        #expect(lines.status == 0)
    }

    @Test func whatIsTypedAfterAnotherProfileIsForThatOne() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "300", "--seed", "7")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let settings = """
            default_profile: studio
            profiles:
              studio:
                base_url: \(server.url)
                api_key_command: [echo, \(server.apiKey)]
              guarded:
                base_url: \(server.url)
                api_key_command: [echo, \(server.apiKey)]
                read_only: true
              broken:
                base_url: \(server.url)
                api_key_command: ["false"]
            """
        try settings.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        var environment = server.environment
        (environment["MINT_API_KEY"], environment["MINT_API_BASE_URL"]) = (nil, nil)
        environment["XDG_CONFIG_HOME"] = server.folder.path + "/config"
        let lines = try PipedLines("--linear", environment: environment)
        lines.type("profile guarded\njob Write docs\nprofile\nprofile broken\nprofile studio\nquit")
        #expect(lines.next { $0.hasPrefix("mintop LIVE studio") } != nil)
        #expect(lines.next { $0.hasPrefix("mintop LIVE guarded") } != nil)
        #expect(lines.next { $0 == "This is read-only: nothing can be changed from here." } != nil)
        #expect(lines.next { $0.hasPrefix("This is guarded. There are ") } != nil)
        #expect(lines.next { $0.hasPrefix("Note: Not switched: ") } != nil)
        #expect(lines.next { $0.hasPrefix("mintop LIVE guarded") } != nil)
        #expect(lines.next { $0.hasPrefix("mintop LIVE studio") } != nil)
        #expect(lines.status == 0)
    }

    @Test func readOnlyHoldsHereToo() throws {
        let (server, id) = try serverWithAPreview()
        let lines = try PipedLines("--linear", "--read-only", environment: server.environment)
        lines.type("cancel \(id)")
        #expect(lines.next { $0 == "This is read-only: nothing can be changed from here." } != nil)
        lines.end()
        #expect(lines.status == 0)
    }
}

/// A mintop whose input and output are pipes.
private final class PipedLines {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private var rest = Data()
    private(set) var everything = ""

    init(_ arguments: String..., environment: [String: String], in folder: String? = nil) throws {
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    func type(_ line: String) {
        // `try?`: the next read tells of a program that ended.
        try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Closes the input.
    func end() {
        // Best effort: a second close has no effect.
        try? input.fileHandleForWriting.close()
    }

    /// Waits for the next matching line; nil if the output ends first, or pauses for a minute.
    func next(_ fits: (String) -> Bool) -> String? {
        while let line = line() {
            if fits(line) { return line }
        }
        return nil
    }

    private func line() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = Data(rest[(end + 1)...]) }
                let line = String(decoding: rest[..<end], as: UTF8.self)
                everything += line + "\n"
                return line
            }
            var wait = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 60_000) > 0 else {
                process.terminate()
                return nil
            }
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { return nil }
            rest += part
        }
    }

    /// Reads the remaining output, and waits for the end.
    var status: Int32 {
        while line() != nil {}
        process.waitUntilExit()
        return process.terminationStatus
    }
}
