import Foundation
import MintDomain
import Tracking
import TrackingStore

/// A process that keeps the lease of one profile and reports its state, for tests that kill and stop it.
///
/// Usage: store-fixture PATH TIME-TO-LIVE HEARTBEAT (both in milliseconds). It prints `holding N`, `following`, `idle`;
/// a line on standard input makes it save under its last fence, and print `saved` or `leaseLost`.
@main
struct StoreFixture {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let timeToLive = Int(arguments[2]), let heartbeat = Int(arguments[3]) else {
            say("usage: store-fixture PATH TIME-TO-LIVE HEARTBEAT")
            exit(64)
        }
        let storage = try TrackingStore(path: arguments[1]).storage(for: ProfileID("demo|https://api.example.test"))
        var rules = LeaseRules()
        rules.timeToLive = .milliseconds(timeToLive)
        rules.heartbeat = .milliseconds(heartbeat)
        let keeper = LeaseKeeper(clock: ContinuousClock(), rules: rules, storage: storage)
        await keeper.setWanted(true)
        let fences = Fences()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run() }
            group.addTask {
                for await standing in await keeper.standings() { await fences.note(standing) }
            }
            group.addTask { await answerLines(storage, fences) }
            await group.waitForAll()
        }
    }

    private static func answerLines(_ storage: any TrackingStorage, _ fences: Fences) async {
        let lines = AsyncStream<Void> { continuation in
            Thread.detachNewThread {
                while readLine() != nil { continuation.yield() }
                exit(0)
            }
        }
        for await _ in lines {
            guard let fence = await fences.last, let id = OperationID("op_1") else { continue }
            do throws(TrackingStorageError) {
                try await storage.save([TrackedOperation(id: id, trackedAt: Date())], fence: fence)
                say("saved")
            } catch {
                say("\(error == .leaseLost ? "leaseLost" : error.description)")
            }
        }
    }
}

/// Writes a line at once: standard output is a pipe.
private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// The last lease fence of the process; prints each change of the lease.
private actor Fences {
    var last: LeaseFence?

    func note(_ standing: LeaseStanding) {
        switch standing {
        case .holding(let fence):
            last = fence
            say("holding \(fence.number)")
        case .following: say("following")
        case .idle: say("idle")
        case .unavailable(let sentence): say("unavailable \(sentence)")
        }
    }
}
