import CommandOutput
import Foundation
package import MintDomain
import TerminalCore
package import Tracking

/// One of the two services of a profile: its storage, lease, poller and outbox.
package struct TrackedService: Sendable {
    package let storage: any TrackingStorage
    /// Holds the lease: the right to poll.
    package let keeper: LeaseKeeper
    package let poller: OperationPoller
    package let outbox: Outbox
    package let refusals: Refusals
    package let clocks: Clocks

    /// Loads the stored rows into the poller.
    package func load() async throws(TrackingStorageError) {
        await poller.load(try await storage.tracked())
    }

    /// Waits until the budget allows another request, and counts it.
    ///
    /// - Throws: `CancellationError`.
    func takeTurn() async throws {
        try await poller.awaitTurn()
        await poller.countRequest()
    }

    /// Prints a note if reading that many operations or jobs exceeds the burst of the budget.
    func announceReading(of count: Int, rules: PollRules) {
        guard count > rules.burst else { return }
        Output.note(
            """
            All \(count) are tracked. They are read at \(rules.requestsPerMinute) requests a minute; those that are not \
            read before Ctrl-C are read when mintop polls.
            """)
    }

    /// Loads the first rows of a list and the past stage durations into the poller. `loadRest()` must follow.
    package func loadFirst() async throws {
        await poller.learn(try await storage.stageDurations(limit: 5000).reversed())
        let (rows, revision) = try await storage.firstRows(limit: Self.firstRows)
        await poller.beginLoading(rows, revision: revision)
    }

    /// Loads the other rows in portions, so that the poller can handle other calls between them.
    ///
    /// After a failed read the poller continues with the loaded rows and reports the problem.
    package func loadRest() async {
        guard await poller.isLoading else { return }
        if Task.isCancelled { return await poller.endLoading() }
        let (portions, teller) = AsyncStream.makeStream(of: [TrackedOperation].self)
        let reading = Task { [storage] in
            defer { teller.finish() }
            do throws(TrackingStorageError) {
                try await storage.readPortions(size: Self.portion) { portion in
                    // Terminated if the consumer has ended.
                    if case .terminated = teller.yield(portion) { false } else { true }
                }
                return TrackingStorageError?.none
            } catch {
                return error
            }
        }
        for await portion in portions where !portion.isEmpty { await poller.load(portion) }
        await poller.endLoading(because: await reading.value?.description)
    }

    /// Loads all stored rows and the past stage durations into the poller.
    ///
    /// - Throws: An error if the first rows cannot be read.
    package func loadAll() async throws {
        try await loadFirst()
        await loadRest()
    }

    /// More rows than a list has on most screens.
    private static let firstRows = 64
    /// The poller takes this many rows in about 30 ms.
    private static let portion = 4000

    /// Unsettled decisions without a living holder, to be restored here.
    func abandonedDecisions() async throws(TrackingStorageError) -> [OutboxEntry] {
        try await storage.unsettledMutations().filter { $0.holder == .noProcess }.map(\.entry)
    }

    /// Restores the decisions of an earlier run: resends those without a response, and offers those that were held.
    ///
    /// - Returns: The offered decisions.
    @discardableResult
    package func restore() async throws(TrackingStorageError) -> [OutboxEntry] {
        await outbox.restore(try await abandonedDecisions())
    }
}

extension TrackedService {
    package init(
        _ calls: ServiceCalls, rules: PollRules, numbers: OutboxNumbers = OutboxNumbers(), storage: any TrackingStorage,
        serverClock: SharedServerClock, clocks: Clocks
    ) {
        let clock = clocks.monotonic
        let keeper = LeaseKeeper(clock: clock, storage: storage)
        let poller = OperationPoller(
            clock: clock, rules: rules, now: clocks.now, serverClock: { serverClock.value }, storage: storage,
            lease: keeper, fetch: calls.poll)
        let refusals = Refusals()
        let parts = OutboxParts(calls: calls, poller: poller, refusals: refusals, now: clocks.now)
        self.init(
            storage: storage, keeper: keeper, poller: poller,
            outbox: Outbox(clock: clock, numbers: numbers, storage: storage, parts: parts), refusals: refusals,
            clocks: clocks)
    }

    /// Tracks and reads the seeded operations of the embedded server, once only, so that untracked ones do not come
    /// back.
    func trackSeed(
        _ ids: [String], read: (OperationID) async throws -> OperationReading
    ) async throws(TrackingStorageError) {
        guard try await storage.remember("local-seed") else { return }
        let ids = ids.compactMap { OperationID($0) }
        try await storage.track(ids, at: clocks.now())
        var rows: [TrackedOperation] = []
        for id in ids {
            // `try?`: the poller reads it later.
            guard let reading = try? await read(id) else { continue }
            var row = TrackedOperation(id: id, trackedAt: clocks.now())
            row.apply(reading, at: clocks.now())
            rows.append(row)
        }
        try await storage.save(rows, fence: nil)
    }
}
