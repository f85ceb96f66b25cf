import Sessions
import UserConfiguration
import Foundation
import MintDomain
import TestTerminal
import Testing
import TrackingStore

@testable import mintop

/// The cost of an idle dashboard, and of one with a large store.
@Suite(.serialized, .timeLimit(.minutes(5))) struct QuietTests {
    @Test func withNothingDueNothingWakesUpAndNothingIsWritten() async throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        try await server.fill(count: 40)
        let terminal = try server.dashboard()
        try terminal.waitFor("● live")
        try terminal.waitFor("No world was made yet.")
        // The start is complete when nothing is written and the system's idle worker threads have ended.
        var threads: Set<String> = []
        while try threads != names(ofThreadsOf: terminal.processIdentifier) {
            threads = try names(ofThreadsOf: terminal.processIdentifier)
            while !terminal.bytesDuring(milliseconds: 7000).isEmpty {}
        }
        let before = try contextSwitches(of: terminal.processIdentifier)
        let written = terminal.bytesDuring(milliseconds: 20_000)
        let after = try contextSwitches(of: terminal.processIdentifier)
        #expect(written.isEmpty)
        #expect(after == before)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aMoveCostsTheSameWithTenThousandOperations() async throws {
        let few = try await costOfMoves(stored: 100)
        let many = try await costOfMoves(stored: 10_000)
        print(
            "a move: \(few.bytes) bytes with 100 stored, \(many.bytes) with 10,000; 90 moves: "
                + "\(few.ticks) and \(many.ticks) ticks of processor time")
        #expect(few.bytes < 500)
        #expect(many.bytes < 500)
        #expect(Double(many.ticks) < Double(few.ticks) * 1.5 + 5, "\(many.ticks) against \(few.ticks)")
    }

    /// The maximum number of bytes written by a move within the visible rows, and the processor time of 90 moves in
    /// clock ticks.
    private func costOfMoves(stored count: Int) async throws -> (bytes: Int, ticks: Int) {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        try await server.fill(count: count)
        let terminal = try server.dashboard(columns: 120, rows: 40)
        try terminal.waitFor("● live")
        try terminal.waitFor("No world was made yet.")
        try terminal.waitFor("/ \(count)")
        while !terminal.bytesDuring(milliseconds: 1000).isEmpty {}
        var most = 0
        for step in 1...6 {
            terminal.forgetBytes()
            try terminal.send("j")
            try terminal.waitUntil("row \(step)") { $0.showsDetail(of: step) }
            _ = terminal.bytesDuring(milliseconds: 100)
            most = max(most, terminal.bytes.count)
        }
        let before = try processorTicks(of: terminal.processIdentifier)
        for step in 7...96 {
            try terminal.send("j")
            try terminal.waitUntil("row \(step)") { $0.showsDetail(of: step) }
        }
        let ticks = try processorTicks(of: terminal.processIdentifier) - before
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        return (most, ticks)
    }

    private func names(ofThreadsOf process: Int32) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))
    }

    /// The voluntary context switches of a process's threads: each wake-up ends with one.
    ///
    /// Without libdispatch's own thread: it manages its pool once a second in every Swift program on Linux with tasks,
    /// which cannot be turned off.
    private func contextSwitches(of process: Int32) throws -> Int {
        let folder = "/proc/\(process)/task"
        return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, thread in
            let status = try String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8).split(
                separator: "\n")
            guard status.first?.hasSuffix("overcommit") == false else { return sum }
            let line = status.first { $0.hasPrefix("voluntary_ctxt_switches") }
            return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
        }
    }

    /// User and system time of a process in clock ticks (proc(5), stat, fields 14 and 15).
    private func processorTicks(of process: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return fields[11...12].compactMap { Int($0) }.reduce(0, +)
    }
}

extension ScreenEmulator {
    /// Whether the detail pane shows the operation of that number.
    fileprivate func showsDetail(of number: Int) -> Bool {
        (0..<rows).contains { text(row: $0).contains("Operation  op_quiet_\(number) ") }
    }
}

extension TestServer {
    /// Adds many finished operations to the client's store; `op_quiet_0` is the first in the list.
    fileprivate func fill(count: Int) async throws {
        let settings = Settings(environment: environment)
        let choice = try settings.choice()
        let profile = try await settings.profile(
            choice, keys: KeyRing(environment: environment, clock: ContinuousClock())
        ).id
        let store = try TrackingStore(path: settings.stateFolder() + "/mintop.sqlite")
        let begin = Date().addingTimeInterval(-500_000)
        let rows = try (0..<count).map { number in
            let id = try #require(OperationID("op_quiet_\(number)"))
            let end = begin.addingTimeInterval(-Double(number) * 60)
            var operation = Operation(id: id, kind: .modelGeneration, status: .succeeded)
            operation.prompt = "Prompt number \(number)"
            operation.createdAt = end.addingTimeInterval(-90)
            operation.completedAt = end
            var row = TrackedOperation(id: id, trackedAt: end)
            row.operation = operation
            row.confirmedAt = end
            return row
        }
        try await store.storage(for: profile).save(rows, fence: nil)
        try store.close()
    }
}
