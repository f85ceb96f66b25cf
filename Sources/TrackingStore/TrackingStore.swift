package import Foundation
import GRDB

/// What mintop remembers, in one SQLite file: tracked operations, their transitions and durations, the outbox, the
/// lease, first pages, flags.
///
/// Everything is keyed by profile. Each call is one transaction; a write is on disk when it returns, and runs to its
/// end even where the calling task is cancelled. Safe to use from any task, and from several processes at once.
package struct TrackingStore: Sendable {
    /// The file, or `:memory:`; for sentences.
    let path: String
    /// Who this open store is among those that have the same one open.
    let presence: StorePresence
    let notices: StoreNotices
    /// Why nothing can be written; nil where it can.
    let obstacle: String?
    private let writer: any DatabaseWriter

    /// Opens the store at `path`, and makes it (with its folder, readable by its owner only) where there is none.
    ///
    /// A store of an older mintop is brought up to date; one of a newer mintop is left untouched.
    ///
    /// - Parameters:
    ///   - path: The file; its folder is made where it is missing.
    ///   - now: The time of day, to drop what is too old (see `prune`); nil drops nothing.
    /// - Throws: `newerSchema`, `damaged`, `cannotOpen`, `full` or `failed`; see `openForReading` for the last four.
    package init(path: String, pruningAt now: Date? = nil) throws(StoreError) {
        do {
            let file = StoreFile(path: path)
            if file.byteCount > 0 { try Self.inspect(file) }
            try file.prepare()
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            try pool.writeWithoutTransaction { db in
                // WAL alone may lose the newest commits with the power; a decision on disk has to stay there.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                // A burst leaves the log no longer than what the automatic checkpoints need.
                try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
            }
            try Self.migrate(pool)
            if let now { try Self.pruneIfPossible(pool, now: now) }
            let presence = try StorePresence(path: file.peersPath)
            self.init(path: path, writer: pool, presence: presence, notices: StoreNotices(path: path))
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Makes an empty store that ends with the process.
    ///
    /// - Throws: `failed`.
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

    /// The same store in memory, as another process would have it open; nil for one on disk.
    package func sibling() -> TrackingStore? {
        presence.sharedTokens.map { tokens in
            TrackingStore(path: path, writer: writer, presence: StorePresence(in: tokens), notices: notices)
        }
    }

    init(
        path: String, writer: any DatabaseWriter, presence: StorePresence, notices: StoreNotices,
        obstacle: String? = nil
    ) {
        self.path = path
        self.writer = writer
        self.presence = presence
        self.notices = notices
        self.obstacle = obstacle
    }

    /// Closes the file; every later call fails. Without it, the file is closed with the last copy of the store.
    ///
    /// The log is emptied into the file first, unless another process still reads it.
    ///
    /// - Throws: `failed` while something is still reading or writing.
    package func close() throws(StoreError) {
        notices.finish()
        // Only saves room: what is in the log is as safe there, and the next one to close tries again.
        try? writer.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        presence.leave()
        do {
            try writer.close()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "mintop.store"
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// Refuses a file that is not ours or newer than this program, without changing it.
    private static func inspect(_ file: StoreFile) throws {
        let path = file.path
        // SQLite takes less than its smallest page for an empty database, and would write over it.
        if file.byteCount < 512 { throw StoreError.damaged(path: path) }
        var configuration = configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { db in try check(db, path: path) }
        try queue.close()
    }

    /// Refuses a database that is not ours or newer than this program.
    static func check(_ db: Database, path: String) throws {
        if try !StoreSchema.isOurs(db) { throw StoreError.damaged(path: path) }
        if let unknown = try StoreSchema.unknownVersion(db) {
            throw StoreError.newerSchema(path: path, found: unknown, known: StoreSchema.newest)
        }
    }

    /// Brings the tables up to date. Other processes that start at the same time may have done a part of it meanwhile.
    private static func migrate(_ pool: DatabasePool) throws {
        var known = 0
        while true {
            do {
                return try StoreSchema.migrator.migrate(pool)
            } catch {
                // Somebody else took the next version; where nobody did, the failure is one of our own.
                let applied = try pool.read(StoreSchema.migrator.appliedIdentifiers).count
                guard applied > known else { throw error }
                known = applied
            }
        }
    }

    private static func pruneIfPossible(_ pool: DatabasePool, now: Date) throws {
        do {
            _ = try pool.write { db in try StorePruning.run(db, now: now) }
        } catch let error as DatabaseError where [.SQLITE_FULL, .SQLITE_BUSY].contains(error.resultCode) {
            // What is too old can stay till the next start; the store works as it is.
        }
    }

    /// Reads in one transaction.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await finish(Task { try await writer.read(body) })
    }

    /// Writes in one transaction; committed, and announced to all processes, when it returns.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        if let obstacle { throw .readOnly(path: path, because: obstacle) }
        return try await finish(
            Task {
                let value = try await writer.write(body)
                presence.announce()
                notices.committed()
                return value
            })
    }

    /// The work has a task of its own, so that cancelling the caller does not undo what it decided to record.
    private func finish<Value: Sendable>(_ work: Task<Value, any Error>) async throws(StoreError) -> Value {
        switch await work.result {
        case .success(let value): return value
        case .failure(let error): throw StoreError(error, path: path)
        }
    }
}
