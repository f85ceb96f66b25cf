import Foundation
import Synchronization
import TestTerminal
import TestRandom
import Testing

/// Kills a downloading process again and again.
struct DownloadKillTests {
    @Test func aDownloadThatIsKilledFiftyTimesBecomesTheSameFile() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var numbers = SplitMix(seed: seed)
        let file = ServedFile(content: numbers.bytes(16 << 20))
        let watch = SentWatch()
        let server = try await FileServer(sent: { watch.add($0) }) { request in
            file.answer(to: request)
        }
        let folder = FileManager.default.temporaryDirectory.path + "/mintop-kill-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(atPath: folder)
            } catch {
                Issue.record(error)
            }
        }
        var kills = 0
        var finished = 0
        while kills < 50 {
            // Most ends come early in the rest; some only after it.
            let isLate = Int.random(in: 0..<8, using: &numbers) == 0
            let point = Int.random(in: 0..<(isLate ? file.content.count : file.content.count / 8), using: &numbers)
            let link = server.base + "/lamp.bin?signature=s\(kills)"
            let wasKilled = try await Self.run(link, folder, watch, killAt: point)
            if wasKilled { kills += 1 }
            if let whole = FileManager.default.contents(atPath: folder + "/lamp.bin") {
                finished += 1
                #expect(Array(whole) == file.content, "seed \(seed)")
                try FileManager.default.removeItem(atPath: folder + "/lamp.bin")
            }
        }
        _ = try await Self.run(server.base + "/lamp.bin", folder, watch, killAt: nil)
        let whole = FileManager.default.contents(atPath: folder + "/lamp.bin")
        #expect(whole.map { Array($0) } == file.content, "seed \(seed)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["lamp.bin"], "seed \(seed)")
        let resumed = server.requests.compactMap { $0.headers["range"] }
        let share = "\(resumed.count) of \(server.requests.count) requests resumed"
        print("killed 50 times with seed \(seed): \(finished + 1) files, \(share)")
        #expect(resumed.count > 15, "seed \(seed)")
        try await server.stop()
    }

    /// - Returns: Whether it was killed before its end.
    private static func run(_ link: String, _ folder: String, _ watch: SentWatch, killAt: Int?) async throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("download-fixture"))
        process.arguments = [link, folder, "lamp.bin"]
        process.standardOutput = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Process.TerminationReason.self)
        process.terminationHandler = { process in
            end.yield(process.terminationReason)
            end.finish()
        }
        let pid = Mutex<pid_t?>(nil)
        watch.begin(killAt) {
            if let pid = pid.withLock({ $0 }) { kill(pid, SIGKILL) }
        }
        // The process id is unknown before the start, and no byte can be sent before the first request.
        try pid.withLock { pid in
            try process.run()
            pid = process.processIdentifier
        }
        for await reason in ends { return reason == .uncaughtSignal }
        return false
    }
}

/// Counts the bytes that a server has sent, and acts once at a given count.
private final class SentWatch: Sendable {
    private struct State {
        var rest: Int?
        var act: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    func begin(_ point: Int?, _ act: @escaping @Sendable () -> Void) {
        state.withLock { $0 = State(rest: point, act: act) }
    }

    func add(_ count: Int) {
        let act = state.withLock { state -> (@Sendable () -> Void)? in
            guard let rest = state.rest else { return nil }
            state.rest = rest > count ? rest - count : nil
            return rest > count ? nil : state.act
        }
        act?()
    }
}
