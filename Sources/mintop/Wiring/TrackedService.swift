import Foundation
import MintDomain
import Tracking
import TrackingStore

/// One of the two services of a profile: its share of the store, what asks its server, and what changes things there.
struct TrackedService: Sendable {
    /// This service's share of the store.
    let storage: ProfileStorage
    /// Decides which of several processes polls.
    let keeper: LeaseKeeper
    let poller: OperationPoller
    let outbox: Outbox
    /// Why attempts to change something failed.
    let refusals: Refusals

    /// Gives the poller what the store knows.
    func load() async throws(StoreError) {
        await poller.load(try await storage.store.tracked(storage.profile))
    }

    /// Gives the poller what a list shows first, and how long things took before. `loadRest()` must follow.
    func loadFirst() async throws {
        await poller.learn(try await storage.stageDurations(limit: 5000).reversed())
        let (rows, revision) = try await storage.store.firstRows(storage.profile, limit: Self.firstRows)
        await poller.beginLoading(rows, revision: revision)
    }

    /// Gives the poller everything else, portion by portion, so that keys and frames find their way between.
    ///
    /// Where it cannot be read, the poller goes on with what could, and says so for as long as it does.
    func loadRest() async {
        guard await poller.isLoading else { return }
        if Task.isCancelled { return await poller.endLoading() }
        let (portions, teller) = AsyncStream.makeStream(of: [TrackedOperation].self)
        let reading = Task { [storage] in
            defer { teller.finish() }
            do throws(StoreError) {
                try await storage.store.readPortions(of: storage.profile, size: Self.portion) { portion in
                    // Terminated where nobody waits for it any more.
                    if case .terminated = teller.yield(portion) { false } else { true }
                }
                return StoreError?.none
            } catch {
                return error
            }
        }
        for await portion in portions where !portion.isEmpty { await poller.load(portion) }
        await poller.endLoading(because: await reading.value?.description)
    }

    /// Gives the poller what the store knows, and how long things took before.
    ///
    /// - Throws: where not even the first rows can be read.
    func loadAll() async throws {
        try await loadFirst()
        await loadRest()
    }

    /// More rows than a list has on most screens.
    private static let firstRows = 64
    /// Rows that are taken over within some 30 ms.
    private static let portion = 4000

    /// Decisions without an end that no living process takes care of: those to be restored here.
    func abandonedDecisions() async throws(TrackingStorageError) -> [OutboxEntry] {
        try await storage.unsettledMutations().filter { $0.holder == .nobody }.map(\.entry)
    }

    /// Takes up what an earlier run left: what has no answer goes out again, what was held is offered.
    ///
    /// - Returns: What is offered.
    @discardableResult
    func restore() async throws(TrackingStorageError) -> [OutboxEntry] {
        await outbox.restore(try await abandonedDecisions())
    }
}

extension TrackedService {
    /// A service of a profile.
    ///
    /// - Parameters:
    ///   - calls: ask its server.
    ///   - rules: how often it is asked.
    ///   - numbers: how changes are sent.
    ///   - storage: its share of the store.
    ///   - serverClock: how far the server's clock is from ours.
    init(
        _ calls: ServiceCalls, rules: PollRules, numbers: OutboxNumbers = OutboxNumbers(), storage: ProfileStorage,
        serverClock: SharedServerClock
    ) {
        let clock = ContinuousClock()
        let keeper = LeaseKeeper(clock: clock, storage: storage)
        let poller = OperationPoller(storage, keeper, rules: rules, serverClock: serverClock, fetch: calls.poll)
        let refusals = Refusals()
        let parts = OutboxParts(storage: storage, calls: calls, poller: poller, refusals: refusals)
        self.init(
            storage: storage, keeper: keeper, poller: poller,
            outbox: Outbox(clock: clock, numbers: numbers, parts: parts), refusals: refusals)
    }

    /// Tracks what the embedded server was seeded with, once for ever, so that what is forgotten stays forgotten.
    func trackSeed(_ ids: [String]) async throws(TrackingStorageError) {
        guard try await storage.remember("local-seed") else { return }
        try await storage.track(ids.compactMap { OperationID($0) }, at: Date())
    }
}

extension OperationPoller {
    /// A poller over a storage: it asks only under the lease, and drops an answer under a lease that was lost meanwhile.
    ///
    /// - Parameters:
    ///   - storage: keeps what it learns.
    ///   - keeper: holds the lease.
    ///   - rules: how often it asks.
    ///   - serverClock: how far the server's clock is from ours.
    ///   - fetch: reads one operation or job.
    init(
        _ storage: ProfileStorage, _ keeper: LeaseKeeper, rules: PollRules, serverClock: SharedServerClock,
        fetch: @escaping @Sendable (OperationID) async throws -> OperationReading
    ) {
        self.init(
            clock: ContinuousClock(), rules: rules, now: { Date() }, serverClock: { serverClock.value },
            fetch: { id in
                let fence = try await keeper.awaitFence()
                let reading = try await fetch(id)
                guard await keeper.fence() == fence else { throw CancellationError() }
                return reading
            },
            save: { rows in
                let fence = await keeper.fence()
                do {
                    try await storage.save(rows, fence: fence)
                } catch TrackingStorageError.leaseLost {
                    // Somebody else asks by now, and what it stores comes back as a notice.
                    if let fence { await keeper.lost(fence) }
                }
            },
            remove: { try await storage.forget($0) })
    }
}
