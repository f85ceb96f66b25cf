import Foundation
import GRDB
import MintDomain
import Synchronization
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStorePortionsTests {
    private static let statuses: [OperationStatus] = [
        .queued, .running, .previewReady, .billingRequired, .succeeded, .failed,
    ]

    /// A store with `count` operations of each status; within a status, later ones changed later.
    private func filled(_ count: Int) async throws -> TrackingStore {
        let store = try TrackingStore.inMemory()
        for number in 0..<count {
            try await store.storage(for: demo).save(
                Self.statuses.enumerated().map { index, status in
                    var tracked = try fullTracked(operationID("op_\(index)_\(number)"), status: status)
                    tracked.operation?.createdAt = date(Double(number))
                    tracked.operation?.updatedAt = date(Double(number % 5 * 100 + number))
                    return tracked
                })
        }
        try await store.storage(for: other).save([fullTracked(operationID("op_else"))])
        return store
    }

    @Test func theFirstRowsAreThoseThatAListShowsFirst() async throws {
        let store = try await filled(10)
        // The newest change is of a finished operation.
        try await store.storage(for: demo).save([fullTracked(operationID("op_new"), status: .canceled)])
        let (rows, revision) = try await store.storage(for: demo).firstRows(limit: 2)
        let ids = rows.map(\.id.rawValue)
        #expect(Set(ids).count == ids.count)
        #expect(Array(ids.prefix(2)) == ["op_2_0", "op_2_5"], "the longest waiting first")
        #expect(Array(ids.dropFirst(2).prefix(2)) == ["op_3_0", "op_3_5"])
        #expect(Array(ids.dropFirst(4).prefix(4)) == ["op_1_9", "op_1_8", "op_0_9", "op_0_8"], "the newest first")
        #expect(ids.contains("op_new"))
        #expect(ids.count <= 10)
        let all = try await store.storage(for: demo).tracked()
        for row in rows { #expect(all.contains(row), "\(row.id) with its files and transitions") }
        #expect(try await store.storage(for: demo).changes(since: revision).upserted.isEmpty)
    }

    @Test func firstRowsOfAnEmptyStoreAreNone() async throws {
        let (rows, revision) = try await TrackingStore.inMemory().storage(for: demo).firstRows(limit: 9)
        #expect(rows.isEmpty)
        #expect(revision == 0)
    }

    @Test(arguments: [1, 7, 60, 1000])
    func thePortionsAreEverythingOnce(size: Int) async throws {
        let store = try await filled(10)
        let portions = Mutex<[[TrackedOperation]]>([])
        try await store.storage(for: demo).readPortions(size: size) { portion in
            if !portion.isEmpty { portions.withLock { $0.append(portion) } }
            return true
        }
        let read = portions.withLock { $0 }
        #expect(read.dropLast().allSatisfy { $0.count == size })
        #expect((read.last?.count ?? 0) <= size)
        let first = read.flatMap(\.self).prefix(6).map(\.operation?.createdAt)
        #expect(Set(first) == [date(9)], "what changed last first")
        #expect(try await store.storage(for: demo).tracked() == read.flatMap(\.self).sorted { $0.id < $1.id })
    }

    @Test func noMoreIsReadThanIsWanted() async throws {
        let store = try await filled(10)
        let count = Mutex(0)
        try await store.storage(for: demo).readPortions(size: 10) { portion in
            count.withLock {
                $0 += portion.isEmpty ? 0 : 1
                return $0 < 2
            }
        }
        #expect(count.withLock { $0 } == 2)
    }
}

extension TrackingStorePortionsTests {
    @Test(arguments: [1, 40]) func readingChangesTakesThreeQueries(count: Int) async throws {
        let store = try TrackingStore.inMemory()
        let rows = try (0..<count).map { try fullTracked(operationID("op_\($0)")) }
        try await store.storage(for: demo).save(rows)
        let (queries, read) = try await store.read { db in
            let counter = Mutex(0)
            db.trace { _ in counter.withLock { $0 += 1 } }
            defer { db.trace() }
            let read = try StoredOperations.changed(db, since: 0, demo)
            return (counter.withLock(\.self), read)
        }
        #expect(queries == 3)
        #expect(Set(read) == Set(rows))
    }
}
