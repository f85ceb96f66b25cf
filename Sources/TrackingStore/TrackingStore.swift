package import Foundation
import GRDB
import StateFiles

/// The persistent state of mintop in one SQLite file: tracked operations, their transitions and durations, the outbox,
/// activity, samples of Credits, the lease, first pages, flags.
///
/// Everything is keyed by profile. Reads throw `failed` or `damaged`; writes also `full` and `readOnly`.
///
/// Each call is one transaction; a write is on disk when it returns, and completes even if the calling task is
/// canceled. Safe to use from any task, and from several processes at once.
package struct TrackingStore: Sendable {
    /// The file, or `:memory:`; for messages.
    let path: String
    /// The presence of this open store among others of the same file.
    let presence: StorePresence
    let notices: StoreNotices
    let ownRevisions = OwnRevisions()
    /// The reason why nothing can be written, if any.
    let obstacle: String?
    package let notes: [StoreNote]
    private let files: StoreFiles?
    private let locks: ByteLocks?
    private let writer: any DatabaseWriter

    /// Opens the store at `path`; creates it (with its folder, readable by its owner only) if missing.
    ///
    /// A store of an older mintop is copied and migrated; one of a newer mintop is left unchanged. Of several processes
    /// that open one store, one at a time creates or changes it.
    ///
    /// Old rows are removed by the time of day `now` (see `Retention`); nil removes none.
    /// - Throws: Each case with a path except `readOnly`; see `openForReading` for the remedy.
    package init(path: String, pruningAt now: Date? = nil) throws(StoreError) {
        var opening = StoreOpening(path: path)
        do {
            let (pool, presence) = try opening.open()
            if let now { try Self.pruneIfPossible(pool, now: now) }
            self.init(
                path: path, writer: pool, presence: presence, notices: StoreNotices(path: path),
                files: StoreFiles(path: path, presence: presence), notes: opening.notes, locks: opening.locks)
        } catch {
            throw StoreError(error, path: path, locks: opening.locks)
        }
    }

    /// Creates an empty store that ends with the process.
    package static func inMemory() throws(StoreError) -> TrackingStore {
        do {
            let queue = try DatabaseQueue(configuration: configuration())
            try StoreSchema.migrator.migrate(queue)
            return TrackingStore(
                path: ":memory:", writer: queue, presence: StorePresence(), notices: StoreNotices(path: nil))
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }

    /// Returns the same store in memory, as another process would open it; nil for one on disk.
    package func sibling() -> TrackingStore? {
        presence.sharedTokens.map { tokens in
            TrackingStore(path: path, writer: writer, presence: StorePresence(in: tokens), notices: notices)
        }
    }

    init(
        path: String, writer: any DatabaseWriter, presence: StorePresence, notices: StoreNotices,
        obstacle: String? = nil, files: StoreFiles? = nil, notes: [StoreNote] = [], locks: ByteLocks? = nil
    ) {
        self.path = path
        self.writer = writer
        self.presence = presence
        self.notices = notices
        self.obstacle = obstacle
        self.files = files
        self.notes = notes
        self.locks = locks
    }

    /// Closes the file; every later call fails. Without it, the file is closed with the last copy of the store.
    ///
    /// First moves the log into the file, unless another process still reads it.
    ///
    /// - Throws: `failed` while something is still reading or writing.
    package func close() throws(StoreError) {
        notices.finish()
        // Only saves space: data in the log is safe, and the next close tries again.
        try? writer.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        presence.leave()
        do {
            try writer.close()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    static func configuration(_ locks: ByteLocks? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.label = "mintop.store"
        guard let locks else { return configuration }
        configuration.busyMode = .callback { locks.waitForSQLite($0) }
        // GRDB lets the readers of a pool wait for 10 s, even if locks do not work at all.
        configuration.prepareDatabase { db in
            if db.configuration.readonly { try db.execute(sql: "PRAGMA busy_timeout = 2000") }
        }
        return configuration
    }

    /// - Throws: `damaged` or `newerSchema` for a database of another program or a newer mintop.
    static func check(_ db: Database, path: String) throws {
        if try !StoreSchema.isOurs(db) { throw StoreError.damaged(path: path) }
        if let unknown = try StoreSchema.unknownVersion(db) {
            throw StoreError.newerSchema(path: path, found: unknown, known: StoreSchema.newest)
        }
    }

    private static func pruneIfPossible(_ pool: DatabasePool, now: Date) throws {
        do {
            _ = try pool.write { db in try StorePruning.run(db, now: now) }
        } catch let error as DatabaseError where [.SQLITE_FULL, .SQLITE_BUSY].contains(error.resultCode) {
            // Old rows can stay until the next start; the store works with them.
        }
    }

    /// Fails if the files of the store were deleted or replaced since it was opened: later writes would be lost.
    ///
    /// - Throws: `replaced`.
    package func checkPlace() throws(StoreError) {
        try files?.check()
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await reading(body) } catch { throw self.error(error) }
    }

    func reading<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await Task { try await writer.read(body) }.value
    }

    /// Writes in one transaction; committed, and announced to all processes, when it returns.
    ///
    /// A separate task, so that canceling the caller does not undo a decided write.
    func writing<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        if let obstacle { throw StoreError.readOnly(path: path, because: obstacle) }
        return try await Task {
            try checkPlace()
            let value = try await writer.write(body)
            // If deleted since the first check, the commit is in a file that no other start reads.
            try checkPlace()
            presence.announce()
            notices.committed()
            return value
        }.value
    }

    func error(_ error: any Error) -> StoreError {
        StoreError(error, path: path, locks: locks)
    }
}
