import Foundation
import GRDB
import MintDomain
import Synchronization
import TestClock
import Testing
import Tracking

@testable import TrackingStore

/// The SQL statements that a store in memory runs.
private final class StatementLog: Sendable {
    private let statements = Mutex<[String]>([])

    init(_ store: TrackingStore) async throws {
        try await store.read { [self] db in
            db.trace { event in
                if case .statement(let statement) = event {
                    self.statements.withLock { $0.append(statement.sql) }
                }
            }
        }
    }

    var all: [String] { statements.withLock { $0 } }

    func clear() { statements.withLock { $0 = [] } }

    /// Waits for a statement that contains a text.
    func wait(for text: String) async {
        while !all.contains(where: { $0.contains(text) }) { await Task.yield() }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct StoreStatementsTests {
    private func row(_ name: String) throws -> TrackedOperation {
        var row = try fullTracked(operationID(name))
        row.operation?.updatedAt = nil
        return row
    }

    /// The number of statements of each kind of reading with that many rows.
    private func statementCounts(_ count: Int) async throws -> [Int] {
        let store = try TrackingStore.inMemory()
        let storage = store.storage(for: demo)
        let revision = try await storage.changes(since: 0).revision
        try await storage.track([operationID("op_first")], at: date(0))
        try await storage.save((0..<count).map { try row("op_\($0)") })
        let log = try await StatementLog(store)
        var counts: [Int] = []
        func note() {
            counts.append(log.all.count)
            log.clear()
        }
        note()
        #expect(try await storage.operations(OperationQuery()).count == count + 1)
        note()
        #expect(try await storage.operations(OperationQuery(words: ["unknown"], limit: 5)).count == 1)
        note()
        #expect(try await storage.counts(OperationQuery()).total == count + 1)
        note()
        #expect(try await storage.changes(since: revision + 1).upserted.count == count)
        note()
        _ = try await storage.firstRows(limit: 64)
        note()
        #expect(try await storage.tracked().count == count + 1)
        note()
        try await storage.readPortions(size: 100) { _ in true }
        note()
        return Array(counts.dropFirst())
    }

    @Test func readingAThousandRowsTakesAsManyStatementsAsReadingTen() async throws {
        let few = try await statementCounts(10)
        #expect(few.allSatisfy { $0 > 0 })
        #expect(try await statementCounts(1000) == few)
    }

    @Test func aProcessDoesNotReadBackWhatItWrote() async throws {
        let store = try TrackingStore.inMemory()
        let storage = store.storage(for: demo)
        let poller = OperationPoller(
            clock: ManualClock(), now: { date(0) }, storage: storage, fetch: { _ in throw CancellationError() })
        let outbox = Outbox(clock: ManualClock(), storage: storage, parts: .unconnected)
        await poller.track([try operationID("op_1")])
        let log = try await StatementLog(store)
        let following = Task { await StorageFollower(storage: storage, poller: poller, outbox: outbox).run() }
        await log.wait(for: "FROM interest")
        log.clear()
        // The next notice comes after everything that the first one led to.
        _ = try await storage.remember("barrier")
        await log.wait(for: "FROM interest")
        log.clear()

        // Each write has its own notice, so that none is committed while an earlier one is handled.
        let writes: [@Sendable () async throws -> Void] = [
            { await poller.track([try operationID("op_2")]) },
            { try await storage.save([self.row("op_2")]) },
            { _ = await outbox.submit(.cancel(try operationID("op_1")), hold: .seconds(5)) },
        ]
        for write in writes {
            log.clear()
            try await write()
            await log.wait(for: "FROM interest")
            #expect(!log.all.contains { $0.hasPrefix("SELECT id, tracked_at") || $0.hasPrefix("SELECT operation_id") })
            #expect(!log.all.contains { $0.contains("FROM outbox WHERE profile = ? AND state") })
        }

        log.clear()
        let sibling = try #require(store.sibling())
        try await sibling.storage(for: demo).save([row("op_3")])
        while await poller.operation(try operationID("op_3")) == nil { await Task.yield() }
        #expect(log.all.contains { $0.hasPrefix("SELECT id, tracked_at") })
        following.cancel()
        await following.value
    }
}

extension OutboxParts {
    /// Stores decisions, and never sends one.
    fileprivate static var unconnected: OutboxParts {
        OutboxParts(
            makeKey: { try key("k-1") },
            prepare: { mutation, key in
                OutboxEntry(key: key, mutation: mutation, path: "/v1/x", body: "{}", createdAt: date(0))
            },
            read: { _ in .failed(.refused("No.")) }, send: { _ in .refused("No.") }, name: { $0.rawValue },
            absorb: { _ in }, reread: { _ in }, now: { date(0) }, random: { 0 })
    }
}
