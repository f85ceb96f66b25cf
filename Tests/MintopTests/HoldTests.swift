import Foundation
import TestTerminal
import Testing

/// Held decisions: undone, left over, sent at the end, and refused in read-only mode.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HoldTests {
    @Test func aHeldDecisionIsTakenBackAndNothingWasSent() throws {
        let (server, id) = try serverWithAPreview()
        let terminal = try server.dashboard("--hold", "60")
        try terminal.waitFor("◆ review")
        try terminal.send("a")
        try terminal.waitFor("held: approve \(id)")
        try terminal.send("z")
        try terminal.waitFor("Undone: approve ")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(try status(of: id, server) == "preview_ready")
    }

    @Test func aHeldDecisionLeavesByItselfWhenItsTimeIsOver() throws {
        let (server, id) = try serverWithAPreview()
        let terminal = try server.dashboard("--hold", "1")
        try terminal.waitFor("◆ review")
        try terminal.send("a")
        try terminal.waitFor("held: approve \(id)")
        try terminal.waitFor("Approved \(id)", seconds: 30)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func quittingAsksAndWhatIsKeptIsOfferedAtTheNextStart() throws {
        let (server, id) = try serverWithAPreview()
        var terminal = try server.dashboard("--hold", "60")
        try terminal.waitFor("◆ review")
        try terminal.send("a")
        try terminal.waitFor("held: approve \(id)")
        try terminal.send("q")
        try terminal.waitFor("1 decision has not been sent")
        try terminal.send("k")
        #expect(try terminal.waitForExit() == 0)
        #expect(try status(of: id, server) == "preview_ready")

        terminal = try server.dashboard("--hold", "60")
        try terminal.waitFor("Left over from the last time")
        try terminal.send("s")
        try terminal.waitFor("Approved \(id)", seconds: 30)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func whatIsHeldWhenTheProgramIsKilledIsOfferedAndNotSent() throws {
        let (server, id) = try serverWithAPreview()
        var terminal = try server.dashboard("--hold", "60")
        try terminal.waitFor("◆ review")
        try terminal.send("a")
        try terminal.waitFor("held: approve \(id)")
        terminal.signal(SIGKILL)
        #expect(try terminal.waitForExit() == -SIGKILL)
        terminal = try server.dashboard("--hold", "60")
        try terminal.waitFor("Left over from the last time")
        try terminal.send("d")
        try terminal.waitFor("Undone: approve ")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(try status(of: id, server) == "preview_ready")
    }

    @Test func aReadOnlyDashboardAndReadOnlyCommandsChangeNothing() throws {
        let (server, id) = try serverWithAPreview()
        let terminal = try server.dashboard("--read-only")
        try terminal.waitFor("◆ review")
        try terminal.waitFor("read-only")
        #expect(!terminal.screen.text.contains("a approve"))
        try terminal.send("a")
        try terminal.waitFor("nothing can be changed from here")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        let command = try mintop("operations", "approve", id, "--read-only", environment: server.environment)
        #expect(command.status == 64)
        #expect(try status(of: id, server) == "preview_ready")
    }

    /// A server with one operation that needs a decision, tracked in the store of its clients.
    private func serverWithAPreview() throws -> (TestServer, String) {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "40", "--seed", "7")
        let result = try mintop(
            "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment)
        #expect(result.status == 3)
        return (server, String(result.output.prefix { $0 != " " }))
    }

    private func status(of id: String, _ server: TestServer) throws -> String? {
        let result = try mintop("operations", "get", id, "--json", environment: server.environment)
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return json?["status"] as? String
    }
}
