import Foundation
import GRDB
import Glibc
import StateFiles

/// Opens a store on disk: creates, copies and migrates it, while no other process does.
struct StoreOpening {
    let file: StoreFile
    private(set) var notes: [StoreNote] = []
    /// The locks of the lock file; nil before they work.
    private(set) var locks: ByteLocks?

    /// Locked while the store is created or changed.
    private static let turn: Int64 = 0

    init(path: String) {
        file = StoreFile(path: path)
    }

    /// - Returns: The open database, and the presence of this open store.
    /// - Throws: `StoreError`, `ByteLocks.Failure` or errors of the database.
    mutating func open() throws -> (DatabasePool, StorePresence) {
        try file.makeFolder()
        let locks = try ByteLocks.open(file.peersPath)
        self.locks = locks
        let presence = try StorePresence(locks)
        switch locks.wait(for: Self.turn) {
        case .taken: break
        case .held: throw StoreError.busy(path: file.path)
        case .failed(let code): throw ByteLocks.Failure.refused(code)
        }
        defer { locks.release(Self.turn) }
        if file.byteCount ?? 0 == 0 { try create() } else { try inspect(locks) }
        try makePrivate()
        if locks.isOfProcess { notes.append(.locksOfProcess) }
        let pool = try DatabasePool(path: file.path, configuration: TrackingStore.configuration(locks))
        try pool.writeWithoutTransaction { db in
            // WAL alone may lose the newest commits in a power failure; a stored decision must stay.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // Limits the log after a burst to the needs of automatic checkpoints.
            try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
        }
        try migrate(pool)
        return (pool, presence)
    }

    /// Creates a new store in one step, so that no process leaves one without tables.
    private mutating func create() throws {
        noteLoss()
        let draft = PrivateFile(file.path + "-new")
        defer { for suffix in ["", "-journal"] { unlink(draft.path + suffix) } }
        unlink(draft.path)
        do {
            try draft.create()
        } catch {
            throw StoreError(error, path: file.path)
        }
        let queue = try DatabaseQueue(path: draft.path)
        try StoreSchema.migrator.migrate(queue)
        try queue.close()
        // They belong to a store that is gone; SQLite would use them for the new one.
        for suffix in ["-wal", "-shm", "-journal"] { unlink(file.path + suffix) }
        guard rename(draft.path, file.path) == 0 else {
            throw StoreError.cannotOpen(path: file.path, reason: String(cString: strerror(errno)))
        }
        PrivateFile(file.path).synchronize()
    }

    /// Keeps the log of a lost store, and adds a note.
    private mutating func noteLoss() {
        let log = (from: file.path + "-wal", to: file.path + "-wal.lost")
        let hasLog = StoreFile.byteCount(of: log.from) ?? 0 > 0 && rename(log.from, log.to) == 0
        guard file.byteCount != nil || hasLog else { return }
        notes.append(
            .wasEmpty(path: file.path, copy: StoreCopy(store: file.path).paths.first, log: hasLog ? log.to : nil))
    }

    /// Rejects a file of another program or a newer mintop, without changing it.
    private func inspect(_ locks: ByteLocks) throws {
        // SQLite takes a file below its smallest page for an empty database, and would overwrite it.
        if file.byteCount ?? 0 < 512 { throw StoreError.damaged(path: file.path) }
        var configuration = TrackingStore.configuration(locks)
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        try queue.read { db in try TrackingStore.check(db, path: file.path) }
        try queue.close()
    }

    /// Runs before SQLite opens the file for writing, because SQLite gives its side files the same mode.
    private mutating func makePrivate() throws(StoreError) {
        var isReadable = false
        for path in ["", "-wal", "-shm"].map({ file.path + $0 }) where StoreFile.byteCount(of: path) != nil {
            do {
                guard try PrivateFile(path).makePrivate() else { continue }
            } catch {
                throw StoreError(error, path: path)
            }
            isReadable = true
        }
        if isReadable { notes.append(.readableByOthers(path: file.path)) }
    }

    /// Copies a store of an older mintop, and migrates it.
    private func migrate(_ pool: DatabasePool) throws {
        let applied = try pool.read { db in try StoreSchema.migrator.appliedMigrations(db) }
        guard let version = applied.last, version != StoreSchema.newest else { return }
        do {
            try pool.writeWithoutTransaction { db in
                try StoreCopy(store: file.path).make(of: version, from: db)
            }
        } catch {
            let cause = StoreError(error, path: file.path, locks: locks)
            guard case .full = cause else { throw cause }
            throw StoreError.notCopied(
                path: file.path, from: version, to: StoreSchema.newest, reason: "the disk is full")
        }
        try StoreSchema.migrator.migrate(pool)
    }
}
