import Foundation
import TestTerminal
import Testing

/// Several processes on one store: one polls the server, all show the results, and another takes over.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SharingTests {
    @Test func oneProcessAsksAndAllShow() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--seed", "7")
        let terminals = try (0..<3).map { _ in
            let terminal = try server.dashboard("--hold", "0")
            try terminal.waitFor("No operation is tracked yet.")
            return terminal
        }
        try terminals[0].send("A tin robot\u{4}", into: "C")
        try terminals[0].waitFor("Started op_")
        for terminal in terminals[1...] { try terminal.waitFor("A tin robot", seconds: 10) }
        // Time for some polls of the running operation: the plain schedule makes three.
        _ = terminals[0].bytesDuring(milliseconds: 12_000)
        let askers = try terminals.filter { terminal in
            try terminal.send("@")
            try terminal.waitFor("Requests")
            return terminal.screen.text.contains("GET   /v1/operations/op_")
        }
        #expect(askers.count == 1)
        for terminal in terminals {
            #expect(terminal.screen.text.contains("◐ 1"))
            try terminal.send("Q")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    /// One stream of requests within the budget for all processes on one store, and at most 5 s without one.
    @Test func threeDashboardsAndTwoWaitsAskAsOneAndGoOnWhenOneIsKilled() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "0.05", "--seed", "7")
        let proxy = try OutboxCrashProxy(upstream: try #require(Int(server.port)))
        defer { proxy.stop() }
        let through = ["MINT_API_BASE_URL": "http://127.0.0.1:\(proxy.port)"]
        let terminals = try (0..<3).map { _ in
            let terminal = try server.dashboard("--hold", "0", environment: through)
            try terminal.waitFor("No operation is tracked yet.")
            return terminal
        }
        try terminals[0].send("A tin robot\u{4}", into: "C")
        try terminals[0].waitFor("Started op_")
        for terminal in terminals { try terminal.waitFor("A tin robot", seconds: 10) }
        try terminals[0].waitUntil("a first request") { _ in !polls(proxy).isEmpty }
        let path = try #require(polls(proxy).first?.path)
        let id = String(path.dropFirst("/v1/operations/".count))
        let waits = try (0..<2).map { _ in
            try RunningCommand(
                "operations", "wait", id, environment: server.environment.merging(through) { $1 })
        }
        for terminal in terminals[1...] { try terminal.waitFor("◌ queued") }

        let begin = ContinuousClock().now
        _ = terminals[0].bytesDuring(milliseconds: 20_000)
        let steady = polls(proxy).filter { $0.at > begin }
        // One process polls the selected operation about every three seconds; two waits may add one poll each. Five
        // polling processes would make five times as many.
        #expect(steady.count >= 4 && steady.count <= 9, "\(steady.count) requests in 20 s")
        #expect(longestGap(steady.map(\.at)) < .seconds(5))

        // Only the first dashboard can hold the lease: it was the first with an operation to poll.
        let killed = ContinuousClock().now
        terminals[0].signal(SIGKILL)
        #expect(try terminals[0].waitForExit() == -SIGKILL)
        _ = terminals[1].bytesDuring(milliseconds: 12_000)
        let after = polls(proxy).filter { $0.at > killed }
        let first = try #require(after.first)
        #expect(killed.duration(to: first.at) < .seconds(5), "\(killed.duration(to: first.at)) without a request")
        #expect(after.count >= 2 && after.count <= 8, "\(after.count) requests in 12 s after the take-over")
        for wait in waits { #expect(wait.isRunning) }

        // A decision in one process is visible in all, whichever of them polls.
        try terminals[2].send("x")
        try terminals[2].waitFor("What was made so far is given up.")
        try terminals[2].send("y")
        for terminal in terminals[1...] { try terminal.waitFor("canceled", seconds: 15) }
        for wait in waits { #expect(wait.result().status == 2) }
        let all = proxy.seen.map(\.at)
        for (index, moment) in all.enumerated() {
            let count = all[index...].prefix { moment.duration(to: $0) < .seconds(60) }.count
            #expect(count <= 60, "\(count) requests within 60 s")
        }
    }

    private func polls(_ proxy: OutboxCrashProxy) -> [SeenRequest] {
        proxy.seen.filter { $0.method == "GET" && $0.path.hasPrefix("/v1/operations/") }
    }

    private func longestGap(_ moments: [ContinuousClock.Instant]) -> Duration {
        zip(moments, moments.dropFirst()).map { $0.duration(to: $1) }.max() ?? .seconds(3600)
    }

    @Test func anotherTakesOverWhenTheHolderIsKilled() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "3", "--seed", "7")
        let holder = try server.dashboard("--hold", "0")
        try holder.waitFor("No operation is tracked yet.")
        try holder.send("A tin robot\u{4}", into: "C")
        try holder.waitFor("Started op_")
        let follower = try server.dashboard("--hold", "0")
        try follower.waitFor("A tin robot", seconds: 10)
        holder.signal(SIGKILL)
        #expect(try holder.waitForExit() == -SIGKILL)
        // Only a process that polls sees the new status.
        try follower.waitFor("◆ review", seconds: 60)
        try follower.send("q")
        #expect(try follower.waitForExit() == 0)
    }
}
