import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreReadingTests {
    private func bytes(_ path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Overwrites `count` bytes of a file.
    private func damage(_ path: String, at offset: UInt64, count: Int) throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: offset)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: count))
        try handle.close()
    }

    @Test func aWholeStoreIsReadAndNotWritten() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a store?#%20.sqlite")
        let row = try fullTracked(operationID("op_1"))
        let store = try TrackingStore(path: path)
        try await store.storage(for: demo).save([row])
        _ = try await store.storage(for: demo).remember("seeded")
        try store.close()
        let before = try bytes(path)
        let problem = StoreError.cannotOpen(path: path, reason: "Read-only file system")
        let reading = try TrackingStore.openForReading(path: path, because: problem)
        #expect(try await reading.storage(for: demo).tracked() == [row])
        #expect(try await reading.storage(for: demo).remembers("seeded"))
        #expect(try await reading.storage(for: demo).stageDurations(limit: 9).count == 2)
        let expected = TrackingStorageError(StoreError.readOnly(path: path, because: problem.description))
        await #expect(throws: expected) { try await reading.storage(for: demo).forget([operationID("op_1")]) }
        #expect(expected.description.contains("Read-only file system"))
        #expect(try bytes(path) == before)
        await #expect(throws: TrackingStorageError.readOnly(expected.description)) {
            try await reading.storage(for: demo).save([row], fence: nil)
        }
    }

    @Test func aStoreInUseIsReadWithItsLog() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        try await store.storage(for: demo).track([operationID("op_1")], at: date(0))
        let reading = try TrackingStore.openForReading(path: path, because: .failed(path: path, reason: "x"))
        #expect(try await reading.storage(for: demo).tracked().count == 1)
        try store.close()
    }

    @Test func whereNothingCanBeMadeBesideItTheFileAloneIsRead() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a store?#%20.sqlite")
        let store = try TrackingStore(path: path)
        try await store.storage(for: demo).track([operationID("op_1")], at: date(0))
        try store.close()
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let target = try DatabaseQueue()
        let salvage = StoreSalvage(path: path, locations: [try #require(StoreSalvage.unchanging(path))])
        try salvage.copy(into: target)
        let ids = try await target.read { db in try String.fetchAll(db, sql: "SELECT id FROM operation") }
        #expect(ids == ["op_1"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
    }

    @Test func whatIsLeftOfADamagedStoreIsShown() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        var rows: [TrackedOperation] = []
        for index in 0..<500 { rows.append(try fullTracked(operationID("op_\(index)"))) }
        try await store.storage(for: demo).save(rows)
        try store.close()
        // In the middle, so that the schema and the first pages are intact.
        let size = try bytes(path).count
        try damage(path, at: UInt64(size / 2), count: size / 4)
        let reading = try TrackingStore.openForReading(path: path, because: .damaged(path: path))
        let shown = try await reading.storage(for: demo).tracked()
        #expect(!shown.isEmpty)
        #expect(Set(shown.map(\.id)).isSubset(of: rows.map(\.id)))
    }

    @Test(arguments: [0, 1, 100_000])
    func ofAFileThatIsNoStoreNothingIsShown(byteCount: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try String(repeating: "x", count: byteCount).write(toFile: path, atomically: true, encoding: .utf8)
        let before = try bytes(path)
        let reading = try TrackingStore.openForReading(path: path, because: .damaged(path: path))
        #expect(try await reading.storage(for: demo).tracked().isEmpty)
        #expect(try await reading.storage(for: demo).unsettledMutations().isEmpty)
        #expect(try bytes(path) == before)
    }

    @Test func aStoreOfVersionOneIsReadWithoutBeingMigrated() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in try db.execute(sql: VersionOneFixture.sql) }
        try queue.close()
        let before = try bytes(path)
        let reading = try TrackingStore.openForReading(path: path, because: .full(path: path))
        #expect(try await reading.storage(for: demo).tracked().map(\.id.rawValue) == ["op_1", "op_2"])
        #expect(try await reading.storage(for: demo).stageDurations(limit: 9).count == 1)
        #expect(try bytes(path) == before)
    }

    @Test func aStoreOfANewerProgramIsNotEvenRead() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        try await store.write { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v9')") }
        try store.close()
        let expected = StoreError.newerSchema(path: path, found: "v9", known: StoreSchema.newest)
        #expect(throws: expected) { try TrackingStore.openForReading(path: path, because: expected) }
        #expect(throws: expected) { try TrackingStore.openForReading(path: path, because: .full(path: path)) }
    }

    @Test func onAFullDiskWhatIsStoredIsStillReadAndTheSentenceIsClear() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        let first = try fullTracked(operationID("op_first"))
        try await store.storage(for: demo).save([first])
        try await store.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        var rows: [TrackedOperation] = []
        for index in 0..<200 { rows.append(try fullTracked(operationID("op_\(index)"))) }
        await #expect(throws: TrackingStorageError(StoreError.full(path: path))) {
            try await store.storage(for: demo).save(rows)
        }
        #expect("\(StoreError.full(path: path))".contains("full") && "\(StoreError.full(path: path))".contains(path))
        #expect(try await store.storage(for: demo).tracked() == [first])
        // With free space it continues.
        try await store.write { db in try db.execute(sql: "PRAGMA max_page_count = 100000") }
        try await store.storage(for: demo).save(rows)
        #expect(try await store.storage(for: demo).tracked().count == 201)
    }
}
