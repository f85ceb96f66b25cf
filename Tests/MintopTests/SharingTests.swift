import Foundation
import TestTerminal
import Testing

/// Several processes on one store: one of them asks the server, all of them show it, and another takes over.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SharingTests {
    @Test func oneProcessAsksAndAllShow() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--seed", "7")
        let proxy = try OutboxCrashProxy(upstream: try #require(Int(server.port)))
        defer { proxy.stop() }
        let environment = ["MINT_API_BASE_URL": "http://127.0.0.1:\(proxy.port)"]
        let first = try server.dashboard("--hold", "0", environment: environment)
        try first.waitFor("No operation is tracked yet.")
        let second = try server.dashboard("--hold", "0", environment: environment)
        try second.waitFor("No operation is tracked yet.")
        let third = try server.dashboard("--hold", "0", environment: environment)
        try third.waitFor("No operation is tracked yet.")

        try first.send("CA tin robot\u{4}")
        try first.waitFor("Started op_")
        for terminal in [second, third] { try terminal.waitFor("A tin robot", seconds: 10) }
        // One stream of requests: with three, each read would be asked about three times.
        _ = proxy.takeReads()
        _ = first.bytesDuring(milliseconds: 12_000)
        let reads = proxy.takeReads().count { $0.hasPrefix("/v1/operations/") }
        print("12 s with three dashboards: \(reads) reads of one running operation")
        #expect(reads > 0)
        #expect(reads <= 12)

        for terminal in [first, second, third] {
            try terminal.send("q")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func anotherTakesOverWhenTheHolderIsKilled() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "3", "--seed", "7")
        let holder = try server.dashboard("--hold", "0")
        try holder.waitFor("No operation is tracked yet.")
        try holder.send("CA tin robot\u{4}")
        try holder.waitFor("Started op_")
        let follower = try server.dashboard("--hold", "0")
        try follower.waitFor("A tin robot", seconds: 10)
        holder.signal(SIGKILL)
        #expect(try holder.waitForExit() == -SIGKILL)
        // Only somebody who asks the server learns that it goes on.
        try follower.waitFor("◆ review", seconds: 60)
        try follower.send("q")
        #expect(try follower.waitForExit() == 0)
    }
}
