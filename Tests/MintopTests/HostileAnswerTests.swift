import CommandOutput
import Foundation
import TestTerminal
import Testing

@testable import mintop

/// Responses that would cost seconds or gigabytes without limits.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HostileAnswerTests {
    private static func page(_ elements: String) -> [UInt8] {
        Array(#"{"data":[\#(elements)],"pagination":{"nextCursor":null,"hasMore":false}}"#.utf8)
    }

    private static func deep() -> [UInt8] {
        let list = String(repeating: "[", count: 490) + String(repeating: "]", count: 490)
        return page(Array(repeating: list, count: 60).joined(separator: ","))
    }

    private static func wide() -> [UInt8] { page(String(repeating: "[],", count: 2_700_000) + "[]") }

    private static func longNames() -> [UInt8] {
        let name = String(repeating: #"long \u00e9\n"#, count: 3_000)
        return page((0..<100).map { #"{"id":"w\#($0)","name":"\#(name)","prompt":"\#(name)"}"# }.joined(separator: ","))
    }

    /// Without limits, a page of the first kind took 30 s for each list and blocked all keys.
    @Test(arguments: ["deep", "wide", "long names"])
    func answersKeysWhateverAPageHolds(kind: String) throws {
        let page = kind == "deep" ? Self.deep() : kind == "wide" ? Self.wide() : Self.longNames()
        let server = try HostileServer { path, _ in
            path == "/v1/worlds" || path == "/v1/models" ? (200, page) : nil
        }
        defer { server.stop() }
        let folder = TemporaryFolder()
        try TestServer.welcome(folder.path + "/state")
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), environment: server.environment(folder), columns: 120, rows: 40)
        try terminal.waitFor("Worlds")
        for _ in 0..<3 {
            try terminal.send("?")
            try terminal.waitFor("Esc closes", seconds: 10)
            try terminal.send("\u{1B}")
            try terminal.waitUntil("the end of the help", seconds: 10) { !$0.text.contains("Esc closes") }
            for key in ["3", "R"] {
                try terminal.send(key)
                terminal.settle()
            }
        }
        #expect(server.count(of: "/v1/models") > 0)
        try terminal.send("q")
        #expect(try terminal.waitForExit(seconds: 10) == 0)
    }

    @Test func saysThatAnAnswerIsTooDeep() throws {
        let server = try HostileServer { path, _ in path == "/v1/worlds" ? (200, Self.deep()) : nil }
        defer { server.stop() }
        let result = try mintop("worlds", "list", environment: server.environment(TemporaryFolder()))
        #expect(result.status != 0 && result.output.isEmpty)
        #expect(result.errors.contains("cannot be read: it is nested more than 64 levels deep."))
    }

    /// Endless pages: each has another cursor and other rows.
    private static func endless() throws -> HostileServer {
        try HostileServer { path, query in
            guard path == "/v1/worlds" else { return nil }
            let cursor = query.split(separator: "&").first { $0.hasPrefix("cursor=") }?.dropFirst(7)
            let number = cursor.flatMap { Int($0) }.map { $0 + 1 } ?? 1
            let rows = (0..<20).map { #"{"id":"w\#(number)_\#($0)"}"# }.joined(separator: ",")
            return (200, Array(#"{"data":[\#(rows)],"pagination":{"nextCursor":"\#(number)"}}"#.utf8))
        }
    }

    private func shell(_ command: String, _ server: HostileServer) throws -> CommandResult {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = server.environment(TemporaryFolder()).merging([
            "PATH": "/usr/bin:/bin", "M": try BuiltProduct.path("mintop"),
        ]) { $1 }
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return CommandResult(status: process.terminationStatus, output: text, errors: complaint)
    }

    @Test(arguments: ["", " --json"])
    func printsAnEndlessListPageByPageUntilThePipeCloses(form: String) throws {
        let server = try Self.endless()
        defer { server.stop() }
        let result = try shell("\"$M\" worlds list --all\(form) | head -c 20000", server)
        #expect(result.output.utf8.count == 20_000 && result.errors.isEmpty)
        #expect(result.output.contains("w1_0") && result.output.contains("w2_19"))
        // The program ended with the pipe, a page or two after it was closed.
        #expect(server.count(of: "/v1/worlds") < 200)
    }

    @Test func endsAListWhoseCursorsGoInCircles() throws {
        let server = try HostileServer { path, query in
            guard path == "/v1/worlds" else { return nil }
            let next = query.contains("cursor=a") ? "b" : "a"
            return (200, Array(#"{"data":[{"id":"w"}],"pagination":{"nextCursor":"\#(next)"}}"#.utf8))
        }
        defer { server.stop() }
        let result = try mintop(
            "worlds", "list", "--all", "--json", environment: server.environment(TemporaryFolder()))
        #expect(result.status == 0 && server.count(of: "/v1/worlds") == 3)
        #expect(result.errors == "The server repeated a cursor; the list may be incomplete.\n")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect((json?["data"] as? [Any])?.count == 3 && json?["nextCursor"] is NSNull)
    }

    @Test func leavesAWholeDocumentWhereAPageCannotBeRead() throws {
        let server = try HostileServer { path, query in
            guard path == "/v1/worlds" else { return nil }
            guard !query.contains("cursor=b") else { return (404, Array("{}".utf8)) }
            let next = query.contains("cursor=a") ? "b" : "a"
            return (200, Array(#"{"data":[{"id":"w"}],"pagination":{"nextCursor":"\#(next)"}}"#.utf8))
        }
        defer { server.stop() }
        let result = try mintop(
            "worlds", "list", "--all", "--json", environment: server.environment(TemporaryFolder()))
        #expect(result.status != 0 && result.errors.hasPrefix("mintop: "))
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect((json?["data"] as? [Any])?.count == 2 && json?["nextCursor"] as? String == "b")
    }

    @Test func stopsAtTheCeilingOfPages() {
        var trail = CursorTrail(first: nil, mostPages: 3)
        for cursor in ["a", "b"] {
            trail.follow(cursor)
            #expect(!trail.isAtEnd && trail.current == cursor)
        }
        trail.follow("c")
        #expect(trail.end == .ceiling && trail.current == "c")
    }

    @Test(arguments: [
        ("x", false), ("mint.gg-Key_0123456789abc", true), ("0123456789abcdefghijklm", false),
        ("a\",\"url\":\"http://evil\",\"x\":\"", false), ("0123456789abcdefghij klmn", false), ("", false),
    ])
    func takesOnlyLongKeysOfSafeCharacters(key: String, isTaken: Bool) throws {
        guard !isTaken else {
            #expect(try ServeCommand.checkedKey(key) == key)
            return
        }
        let failure = #expect(throws: CommandFailure.self) { try ServeCommand.checkedKey(key) }
        #expect(failure?.status == .usage && failure?.description.contains("at least 24 characters") == true)
        #expect(key.count < 2 || failure?.description.contains(key) == false)
    }
}
