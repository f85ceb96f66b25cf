import Foundation
import GRDB
import TestTerminal
import Testing

/// A revision by another client while an approval is held, retried or left over: no approval reaches the new preview.
///
/// `MINTOP_BINDING_ROUNDS` sets the number of operations in each test.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PreviewBindingTests {
    private let rounds = ProcessInfo.processInfo.environment["MINTOP_BINDING_ROUNDS"].flatMap { Int($0) } ?? 50

    @Test func noApprovalReachesAPreviewThatCameDuringTheHold() throws {
        let bench = try BindingBench(rounds)
        let terminal = try bench.approveAll(hold: 12)
        try bench.reviseAll()
        try bench.waitUntilNothingIsPending(on: terminal)
        try bench.expectNoApproval()
        terminal.signal(SIGKILL)
    }

    @Test func noApprovalReachesAPreviewThatCameBeforeARetry() throws {
        let bench = try BindingBench(rounds)
        bench.proxy.begin(faults: Array(repeating: .unavailable, count: 100_000))
        let terminal = try bench.approveAll(hold: 1)
        try bench.waitForRequests(bench.ids.count, on: terminal)
        try bench.reviseAll()
        bench.proxy.begin(faults: [])
        try bench.waitUntilNothingIsPending(on: terminal)
        try bench.expectNoApproval()
        terminal.signal(SIGKILL)
    }

    @Test func noApprovalReachesAPreviewThatCameWhileMintopWasNotRunning() throws {
        let bench = try BindingBench(rounds)
        try bench.approveAll(hold: 60).signal(SIGKILL)
        try bench.reviseAll()
        let terminal = try bench.dashboard(hold: 60)
        try terminal.waitFor("decisions have not been sent")
        try terminal.send("s")
        try bench.waitUntilNothingIsPending(on: terminal)
        try bench.expectNoApproval()
        terminal.signal(SIGKILL)
    }

    @Test func noApprovalReachesAPreviewThatCameBeforeAResend() throws {
        let bench = try BindingBench(rounds)
        try bench.approveAll(hold: 60).signal(SIGKILL)
        try bench.reviseAll()
        let resent = try RunningCommand("operations", "resend", "--held", "send", environment: bench.environment)
            .result()
        #expect(resent.status == 65)
        #expect(try bench.pending().isEmpty)
        try bench.expectNoApproval()
    }
}

/// Two dashboards on one store.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TwoDashboardTests {
    @Test func ofAnApprovalAndACancelAtOnceOneTakesEffect() throws {
        let folder = TemporaryFolder()
        let server = try TestServer(
            "--port", "0", "--data", folder.path + "/data", "--empty", "--speed", "100000", folder: folder)
        let first = try server.dashboard("--hold", "1")
        let second = try server.dashboard("--hold", "1")
        for round in 0..<4 {
            let id = try server.newPreview("round-\(round)")
            #expect(try mintop("operations", "track", id, environment: server.environment).status == 0)
            for terminal in [first, second] {
                try terminal.waitFor("◆ review")
                try terminal.send("g")
                terminal.settle()
            }
            let (approving, canceling) = round.isMultiple(of: 2) ? (first, second) : (second, first)
            try approving.send("a")
            try canceling.send("x")
            for terminal in [first, second] {
                try terminal.waitUntil("nothing is held or awaits review") {
                    !$0.text.contains("◆ review") && !$0.text.contains("held")
                }
            }
            let effects = try server.effects(on: id).filter { ["approve", "cancel"].contains($0) }
            #expect(effects.count == 1, "round \(round): \(effects)")
        }
    }
}

/// The commands decide about the stored preview, or about the one named by --preview.
@Suite(.serialized, .timeLimit(.minutes(3))) struct PreviewOptionTests {
    @Test func approveActsOnTheStoredPreviewOrOnTheOneThatIsNamed() throws {
        let folder = TemporaryFolder()
        let server = try TestServer(
            "--port", "0", "--data", folder.path + "/data", "--empty", "--speed", "100000", folder: folder)
        let id = try server.newPreview("named")
        func run(_ arguments: String...) throws -> CommandResult {
            try mintop(["operations"] + arguments, environment: server.environment)
        }
        #expect(try run("track", id).status == 0)
        #expect(try run("list", "--json").output.contains("\"preview\":1,"))
        try server.revise(id)

        let outdated = try run("approve", id)
        #expect(outdated.status == 65)
        #expect(outdated.errors.contains("Approving preview 1 of "))
        #expect(outdated.errors.contains("shows another preview now. Look at it and decide again."))
        #expect(try !server.effects(on: id).contains("approve"))

        let other = try run("approve", id, "--preview", "7")
        #expect(other.status == 65)
        #expect(other.errors.contains("shows preview 2, not 7. Nothing was sent."))

        #expect(try run("approve", id, "--preview", "2").status == 0)
        #expect(try server.effects(on: id).filter { $0 == "approve" }.count == 1)
    }
}

/// A server, a proxy that loses requests, and operations that await review.
private struct BindingBench {
    let server: TestServer
    let proxy: OutboxCrashProxy
    let ids: [String]

    init(_ count: Int) throws {
        let folder = TemporaryFolder()
        server = try TestServer(
            "--port", "0", "--data", folder.path + "/data", "--empty", "--speed", "100000", "--rate", "1000000",
            folder: folder)
        proxy = try OutboxCrashProxy(upstream: try #require(Int(server.port)))
        ids = try (0..<count).map { [server] in try server.newPreview("\($0)") }
        try writeSettings()
        let tracked = try mintop(["operations", "track"] + ids, environment: environment)
        #expect(tracked.status == 0)
    }

    /// A profile with the largest budget: tracking all operations takes no minute.
    var environment: [String: String] {
        let settings = ["XDG_CONFIG_HOME": server.folder.path + "/config", "MINTOP_PROFILE": "bench"]
        return server.environment.merging(settings) { $1 }
    }

    private func writeSettings() throws {
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let settings = """
            profiles:
              bench:
                base_url: http://127.0.0.1:\(proxy.port)
                api_key_command: [echo, \(server.apiKey)]
                budget: 600
            """
        try settings.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
    }

    func dashboard(hold seconds: Int) throws -> PseudoTerminal {
        try server.dashboard("--hold", "\(seconds)", environment: environment)
    }

    /// Approves everything with one decision, which is stored when this returns.
    func approveAll(hold seconds: Int) throws -> PseudoTerminal {
        let terminal = try dashboard(hold: seconds)
        try terminal.waitFor("◆ \(ids.count)")
        try terminal.send("*")
        try terminal.waitFor("\(ids.count) marked")
        try terminal.send("a")
        try terminal.waitFor("Approve \(ids.count)")
        // One key at a time: simultaneous keys count as pasted text, which decides nothing.
        for digit in String(ids.count) {
            try terminal.send(String(digit))
            terminal.settle()
        }
        try terminal.send("\r")
        try terminal.wait(until: "every approval is stored", seconds: 120) { try pending().count == ids.count }
        return terminal
    }

    func reviseAll() throws {
        for id in ids { try server.revise(id) }
    }

    func waitUntilNothingIsPending(on terminal: PseudoTerminal) throws {
        try terminal.wait(until: "nothing is pending", seconds: 120) { try pending().isEmpty }
    }

    /// Waits until that many approvals have reached the proxy.
    func waitForRequests(_ count: Int, on terminal: PseudoTerminal) throws {
        try terminal.wait(until: "\(count) approvals were sent", seconds: 120) {
            Set(proxy.seen.filter { $0.path.hasSuffix(":approve") }.map(\.path)).count == count
        }
    }

    func expectNoApproval() throws {
        for id in ids { #expect(try !server.effects(on: id).contains("approve"), "\(id)") }
        let states = try store { db in try String.fetchAll(db, sql: "SELECT DISTINCT state FROM outbox ORDER BY state")
        }
        #expect(Set(states).isSubset(of: ["refused", "withdrawn"]))
        #expect(proxy.takePassed().isEmpty)
    }

    func pending() throws -> [String] {
        try store { db in
            try String.fetchAll(
                db, sql: "SELECT key FROM outbox WHERE state NOT IN ('accepted', 'refused', 'withdrawn', 'uncertain')")
        }
    }

    private func store<Value>(_ read: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: server.folder.path + "/state/mintop/mintop.sqlite").read(read)
    }
}
