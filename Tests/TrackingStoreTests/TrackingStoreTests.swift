import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreTests {
    @Test func makesItsFolderAndFilesForTheOwnerOnly() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state/mintop/store.sqlite")
        let store = try TrackingStore(path: path)
        _ = try await store.storage(for: demo).remember("seeded")
        #expect(try mode(folder.file("state/mintop")) == 0o700)
        for suffix in ["", "-wal", "-shm", "-peers"] {
            #expect(try mode(path + suffix) == 0o600)
        }
    }

    @Test func makesAFileThatOthersCouldReadPrivate() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let store = try TrackingStore(path: path)
        #expect(try mode(path) == 0o600)
        try store.close()
    }

    @Test func keepsEverythingOverAReopening() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let tracked = try fullTracked(operationID("op_1"))
        let store = try TrackingStore(path: path)
        try await store.storage(for: demo).save([tracked])
        try store.close()
        let again = try TrackingStore(path: path)
        #expect(try await again.storage(for: demo).tracked() == [tracked])
    }

    @Test func closingEmptiesTheLog() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let (store, other) = (try TrackingStore(path: path), try TrackingStore(path: path))
        var rows: [TrackedOperation] = []
        for index in 0..<200 { rows.append(try fullTracked(operationID("op_\(index)"))) }
        try await store.storage(for: demo).save(rows)
        func logSize() throws -> Int {
            try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? -1
        }
        #expect(try logSize() > 0)
        // The other one keeps the files open, so that SQLite does not remove them.
        try store.close()
        #expect(try logSize() == 0)
        #expect(try await other.storage(for: demo).tracked().count == 200)
    }

    @Test func usesWALAndFullSynchronization() async throws {
        let folder = try TemporaryFolder()
        let store = try TrackingStore(path: folder.file("store.sqlite"))
        let settings = try await store.read { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }
        #expect(settings == "wal")
        let synchronous = try await store.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(synchronous == 2)
    }

    @Test func aStoreOfANewerProgramIsRefusedAndLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v9'), ('v10')")
        }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let expected = StoreError.newerSchema(path: path, found: "v10", known: StoreSchema.newest)
        #expect(throws: expected) { try TrackingStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(
            "\(expected)".contains("v10") && "\(expected)".contains(StoreSchema.newest + ")")
                && "\(expected)".contains(path))
    }

    @Test(arguments: [1, 200, 100_000])
    func aFileThatIsNoDatabaseIsRefusedByName(byteCount: Int) throws {
        let content = String(repeating: "x", count: byteCount)
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StoreError.damaged(path: path)) { try TrackingStore(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
        #expect("\(StoreError.damaged(path: path))".contains(path))
    }

    @Test func aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in try db.execute(sql: "CREATE TABLE photo (id INTEGER PRIMARY KEY)") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.damaged(path: path)) { try TrackingStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func aFileWithABrokenPageIsRefusedByName() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: 3000))
        try handle.close()
        #expect(throws: StoreError.damaged(path: path)) { try TrackingStore(path: path) }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() throws {
        let folder = try TemporaryFolder()
        try "a file".write(toFile: folder.file("blocked"), atomically: true, encoding: .utf8)
        let path = folder.file("blocked/store.sqlite")
        let error = try #require(throws: StoreError.self) { try TrackingStore(path: path) }
        guard case .cannotOpen(path, _) = error else {
            Issue.record("not the expected error: \(error)")
            return
        }
    }

    @Test func aStoreOfVersionOneKeepsItsRows() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in try db.execute(sql: VersionOneFixture.sql) }
        try queue.close()

        let store = try TrackingStore(path: path)
        let tracked = try await store.storage(for: demo).tracked()
        #expect(tracked.map(\.id.rawValue) == ["op_1", "op_2"])
        #expect(tracked.first?.operation?.prompt == "A lamp")
        #expect(tracked.first?.operation?.assets == [Asset(name: "glb", url: "https://cdn.test/1.glb", byteCount: 9)])
        #expect(tracked.first?.confirmedAt == date(5))
        #expect(
            tracked.first?.transitions == [
                Transition(from: nil, to: .queued, at: date(1)), Transition(from: .queued, to: .running, at: date(2)),
            ])
        #expect(tracked.last?.problem == .gone)
        #expect(try await store.storage(for: demo).unsettledMutations().map(\.entry.key.rawValue) == ["k-1"])
        #expect(try await store.storage(for: demo).firstPage(of: .world)?.page.nextCursor == "c2")
        #expect(try await store.storage(for: demo).remembers("seeded"))
    }

    @Test func manyMayOpenANewStoreAtOnce() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await withThrowingTaskGroup { group in
            for index in 0..<6 {
                group.addTask {
                    let store = try TrackingStore(path: path)
                    _ = try await store.storage(for: demo).remember("opened-\(index)")
                }
            }
            try await group.waitForAll()
        }
        let store = try TrackingStore(path: path)
        for index in 0..<6 {
            #expect(try await store.storage(for: demo).remembers("opened-\(index)"))
        }
    }

    @Test func aWriteSurvivesTheCancellationOfItsCaller() async throws {
        let store = try TrackingStore.inMemory()
        let caller = Task {
            while !Task.isCancelled { await Task.yield() }
            _ = try await store.storage(for: demo).remember("seeded")
        }
        caller.cancel()
        _ = try await caller.value
        #expect(try await store.storage(for: demo).remembers("seeded"))
    }
}
