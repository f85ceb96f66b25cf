import Foundation
import GRDB
import MintDomain
import StateFiles
import Testing
import Tracking

@testable import TrackingStore

/// The file of a store before and during use.
struct StoreOpeningTests {
    private func versionOne(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in try db.execute(sql: VersionOneFixture.sql) }
        try queue.close()
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func entry(_ name: String) throws -> OutboxEntry {
        OutboxEntry(
            key: try key(name), mutation: .cancel(try operationID("op_\(name)")), path: "/v1/operations/op_1:cancel",
            body: "{}", createdAt: date(0))
    }

    // MARK: Deleted or replaced

    @Test(arguments: ["", "-wal", "-shm", "-peers"])
    func refusesADecisionWhenAFileOfTheStoreWasDeleted(suffix: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        _ = try await store.storage(for: demo).insert(entry("k-1"))
        try FileManager.default.removeItem(atPath: path + suffix)
        await #expect(throws: TrackingStorageError(StoreError.replaced(path: path))) {
            _ = try await store.storage(for: demo).insert(entry("k-2"))
        }
        #expect(throws: StoreError.replaced(path: path)) { try store.checkPlace() }
        #expect("\(StoreError.replaced(path: path))".contains("was deleted or replaced while mintop was running"))
    }

    @Test func refusesADecisionWhenTheStoreWasReplaced() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        try FileManager.default.copyItem(atPath: path, toPath: path + "-other")
        #expect(rename(path + "-other", path) == 0)
        await #expect(throws: TrackingStorageError(StoreError.replaced(path: path))) {
            _ = try await store.storage(for: demo).insert(entry("k-1"))
        }
    }

    @Test func aStoreThatWasPutBackIsUsedAgain() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        #expect(rename(path, path + "-away") == 0)
        #expect(throws: StoreError.replaced(path: path)) { try store.checkPlace() }
        #expect(rename(path + "-away", path) == 0)
        _ = try await store.storage(for: demo).insert(entry("k-1"))
        #expect(try await store.storage(for: demo).unsettledMutations().count == 1)
    }

    // MARK: Empty

    @Test func anEmptyFileIsSaidAndANewStoreBegun() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try Data().write(to: URL(fileURLWithPath: path))
        let store = try TrackingStore(path: path)
        #expect(store.notes == [.wasEmpty(path: path, copy: nil, log: nil)])
        #expect("\(store.notes)".contains("was empty (0 bytes)"))
        #expect(try mode(path) == 0o600)
        try store.close()
        #expect(try TrackingStore(path: path).notes.isEmpty)
    }

    @Test func aNewStoreIsNoLoss() throws {
        let folder = try TemporaryFolder()
        let store = try TrackingStore(path: folder.file("store.sqlite"))
        #expect(store.notes.isEmpty)
        #expect(try names(folder.path) == ["", "-peers", "-shm", "-wal"].map { "store.sqlite" + $0 })
    }

    @Test func theLogOfALostStoreIsKeptAndNotTakenForThatOfTheNewOne() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let lost = try TrackingStore(path: path)
        _ = try await lost.storage(for: demo).remember("seeded")
        #expect(truncate(path, 0) == 0)
        let store = try TrackingStore(path: path)
        #expect(store.notes == [.wasEmpty(path: path, copy: nil, log: path + "-wal.lost")])
        #expect(try await !store.storage(for: demo).remembers("seeded"))
        await #expect(throws: TrackingStorageError(StoreError.replaced(path: path))) {
            try await lost.storage(for: demo).remember("more")
        }
    }

    // MARK: Copies

    @Test func anOlderStoreIsCopiedBeforeItIsChanged() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        try TrackingStore(path: path).close()
        #expect(try mode(path + "-v1") == 0o600)
        let copy = try DatabaseQueue(path: path + "-v1")
        let (versions, ids) = try await copy.read { db in
            (
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations"),
                try String.fetchAll(db, sql: "SELECT id FROM operation ORDER BY id")
            )
        }
        #expect(versions == ["v1"] && ids == ["op_1", "op_2"])
        // The user restores the copy.
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try TrackingStore(path: path).notes == [.wasEmpty(path: path, copy: path + "-v1", log: nil)])
    }

    @Test func aStoreThatIsUpToDateIsNotCopied() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        try TrackingStore(path: path).close()
        #expect(StoreCopy(store: path).paths.isEmpty)
    }

    @Test func theNewestTwoCopiesAreKept() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        for name in ["v0", "v2", "v10", "v3-new", "vx"] {
            try Data().write(to: URL(fileURLWithPath: "\(path)-\(name)"))
        }
        try TrackingStore(path: path).close()
        #expect(StoreCopy(store: path).paths == [path + "-v10", path + "-v2"])
        #expect(try names(folder.path).contains("store.sqlite-v3-new"))
    }

    @Test func aStoreThatCannotBeCopiedIsLeftAsItIs() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        try FileManager.default.createDirectory(atPath: path + "-v1/full", withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try TrackingStore(path: path) }
        let versions = try await DatabaseQueue(path: path).read { db in
            try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")
        }
        #expect(versions == ["v1"])
        #expect(try names(folder.path).allSatisfy { !$0.hasSuffix("-new") })
    }

    // MARK: Owner and mode

    @Test func aStoreThatOthersCanWriteIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
        let expected = StoreError.notPrivate(path: path, problem: .writable(remedy: "chmod 600 \(path)"))
        #expect(throws: expected) { try TrackingStore(path: path) }
        #expect(expected.description.contains("can be written by other users"))
    }

    // MARK: Errors of SQLite

    @Test func anErrorOfThePageCacheIsNoDamage() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try TrackingStore(path: path).close()
        // The error of SQLite if the disk answers EIO but the file is intact.
        let error = DatabaseError(resultCode: .SQLITE_CORRUPT)
        guard case .inputOutput(path, _) = StoreError(error, path: path) else {
            Issue.record("not the expected error: \(StoreError(error, path: path))")
            return
        }
    }

    @Test func damageIsDamage() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try String(repeating: "x", count: 5000).write(toFile: path, atomically: true, encoding: .utf8)
        #expect(StoreError(DatabaseError(resultCode: .SQLITE_NOTADB), path: path) == .damaged(path: path))
    }

    @Test(arguments: [ResultCode.SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN])
    func memoryThatCannotBeSharedIsSaid(code: ResultCode) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let error = StoreError(DatabaseError(resultCode: code), path: path)
        guard case .noSharedMemory(path, _) = error else {
            Issue.record("not the expected error: \(error)")
            return
        }
        #expect(error.description.contains("XDG_STATE_HOME"))
    }

    @Test func locksThatDoNotWorkAreSaid() {
        let error = StoreError(ByteLocks.Failure.refused(ENOLCK), path: "/tmp/store.sqlite")
        #expect(error.description.contains("No locks available"))
        #expect(error.description.contains("XDG_STATE_HOME"))
        #expect(StoreError(ByteLocks.Failure.silent, path: "/tmp/store.sqlite").isSilence && !error.isSilence)
        #expect(StoreError(ByteLocks.Failure.cannotOpen(ENOSPC), path: "/x") == .full(path: "/x"))
    }
}
