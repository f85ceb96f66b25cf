import MintDomain
import TestClock
import Testing
import Tracking

@testable import TrackingStore

/// The keeper with a stopped clock and a real store.
@Suite(.timeLimit(.minutes(1)))
struct LeaseKeeperTests {
    private let store: TrackingStore
    private let clock = ManualClock()

    init() throws {
        store = try TrackingStore.inMemory()
    }

    private func storage() throws -> ProfileStorage {
        try #require(store.sibling()).storage(for: demo)
    }

    /// Waits until the state of a keeper satisfies `isExpected`.
    private func wait(_ keeper: LeaseKeeper, until isExpected: (LeaseStanding) -> Bool) async {
        for await standing in await keeper.standings() where isExpected(standing) { return }
    }

    private func waitUntilHolding(_ keeper: LeaseKeeper) async {
        await wait(keeper) { if case .holding = $0 { true } else { false } }
    }

    @Test func anIdleProcessHasNoLeaseAndNoTimer() async throws {
        let keeper = LeaseKeeper(clock: clock, storage: try storage())
        let task = Task { await keeper.run() }
        await keeper.setWanted(true)
        await waitUntilHolding(keeper)
        await keeper.setWanted(false)
        await wait(keeper) { $0 == .idle }
        #expect(clock.sleeperCount == 0)
        #expect(try await store.storage(for: demo).lease().isFree)
        #expect(await keeper.fence() == nil)
        task.cancel()
        await task.value
    }

    @Test func whoeverEndsGivesTheLeaseToTheNextAtOnce() async throws {
        let (first, second) = (
            LeaseKeeper(clock: clock, storage: try storage()), LeaseKeeper(clock: clock, storage: try storage())
        )
        await first.setWanted(true)
        let running = Task { await first.run() }
        await waitUntilHolding(first)
        await second.setWanted(true)
        let waiting = Task { await second.run() }
        await wait(second) { $0 == .following }
        running.cancel()
        await running.value
        await waitUntilHolding(second)
        #expect(clock.now.offset == .zero)
        #expect(await first.fence() == nil)
        #expect(await second.fence() == LeaseFence(2))
        waiting.cancel()
        await waiting.value
        #expect(try await store.storage(for: demo).lease().isFree)
    }

    @Test func aDeadHoldersLeaseIsTakenAfterItsTime() async throws {
        // This one is never renewed.
        let dead = try #require(try await store.storage(for: demo).acquireLease(store.storage(for: demo).lease()))
        let keeper = LeaseKeeper(clock: clock, storage: try storage())
        await keeper.setWanted(true)
        let task = Task { await keeper.run() }
        await wait(keeper) { $0 == .following }
        // Its own notice may restart the sleep once.
        while clock.nextDeadline?.offset != .seconds(4) { try await clock.waitForSleepers() }
        clock.advance(by: .seconds(4))
        await waitUntilHolding(keeper)
        #expect(try await store.storage(for: demo).renewLease(dead) == false)
        task.cancel()
        await task.value
    }

    @Test func aHolderKeepsItsLeaseWhileItRenews() async throws {
        let keeper = LeaseKeeper(clock: clock, storage: try storage())
        await keeper.setWanted(true)
        let task = Task { await keeper.run() }
        await waitUntilHolding(keeper)
        for _ in 0..<5 {
            let before = try await store.storage(for: demo).lease()
            try await clock.waitForSleepers()
            clock.advance(by: .milliseconds(1300))
            for await _ in store.notices.stream() where try await store.storage(for: demo).lease() != before { break }
            #expect(try await store.storage(for: demo).lease().fence == before.fence)
        }
        #expect(await keeper.fence() == LeaseFence(1))
        task.cancel()
        await task.value
    }

    @Test func aHolderWhoseLeaseWasTakenFollowsAndDoesNotPoll() async throws {
        let keeper = LeaseKeeper(clock: clock, storage: try storage())
        await keeper.setWanted(true)
        let task = Task { await keeper.run() }
        await waitUntilHolding(keeper)
        _ = try await store.storage(for: demo).acquireLease(store.storage(for: demo).lease())
        try await clock.waitForSleepers()
        clock.advance(by: .milliseconds(1300))
        await wait(keeper) { $0 == .following }
        #expect(await keeper.fence() == nil)
        task.cancel()
        await task.value
        #expect(try await store.storage(for: demo).lease().isFree == false)
    }

    @Test func aStoreThatCannotBeWrittenSaysSo() async throws {
        let sentence = "The disk is full."
        let broken = try TrackingStore.openForReading(
            path: "/nonexistent/store.sqlite", because: .failed(path: "/nonexistent", reason: sentence))
        let keeper = LeaseKeeper(clock: clock, storage: broken.storage(for: demo))
        await keeper.setWanted(true)
        let task = Task { await keeper.run() }
        await wait(keeper) { if case .unavailable(let text) = $0 { text.contains(sentence) } else { false } }
        #expect(await keeper.fence() == nil)
        task.cancel()
        await task.value
    }
}
