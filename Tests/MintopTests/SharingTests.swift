import Foundation
import TestTerminal
import Testing

/// Several processes on one store: one of them asks the server, all of them show it, and another takes over.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SharingTests {
    @Test func oneProcessAsksAndAllShow() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--seed", "7")
        let terminals = try (0..<3).map { _ in
            let terminal = try server.dashboard("--hold", "0")
            try terminal.waitFor("No operation is tracked yet.")
            return terminal
        }
        try terminals[0].send("CA tin robot\u{4}")
        try terminals[0].waitFor("Started op_")
        for terminal in terminals[1...] { try terminal.waitFor("A tin robot", seconds: 10) }
        // Time for some reads of the running operation: the plain schedule has three of them in it.
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
