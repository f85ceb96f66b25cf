import GRDB
import Glibc
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

/// Processes that are killed and stopped, with a short lease; the full one is checked without waiting by
/// `LeaseMachineTests`.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct LeaseProcessTests {
    private func start(_ path: String) throws -> FixtureProcess {
        try FixtureProcess(path: path, timeToLive: 900, heartbeat: 250)
    }

    @Test func aKilledHolderIsFollowedWithinFiveSeconds() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let first = try start(path)
        #expect(try await first.line("holding") == "holding 1")
        let second = try start(path)
        _ = try await second.line("following")
        let clock = ContinuousClock()
        let killed = clock.now
        first.send(SIGKILL)
        #expect(try await second.line("holding") == "holding 2")
        #expect(killed.duration(to: clock.now) < .seconds(5))
    }

    @Test func aStoppedHolderThatWakesUpLateSavesNothing() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let first = try start(path)
        _ = try await first.line("holding")
        try first.askToSave()
        _ = try await first.line("saved")
        let second = try start(path)
        _ = try await second.line("following")
        first.send(SIGSTOP)
        #expect(try await second.line("holding") == "holding 2")
        try first.askToSave()
        first.send(SIGCONT)
        _ = try await first.line("leaseLost")
        try second.askToSave()
        _ = try await second.line("saved")
    }

    @Test func theRowsOfAKilledProcessBelongToNobody() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let first = try start(path)
        _ = try await first.line("holding")
        let store = try TrackingStore(path: path)
        let owner = try #require(try await store.read { db in try String.fetchOne(db, sql: "SELECT owner FROM lease") })
        #expect(store.presence.isAlive(owner))
        first.send(SIGKILL)
        // Its output ends when the kernel has closed all its files.
        await #expect(throws: FixtureProcess.FixtureEnded.self) { try await first.line("never printed") }
        #expect(!store.presence.isAlive(owner))
    }
}
