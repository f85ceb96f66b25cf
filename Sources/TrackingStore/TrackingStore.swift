import Foundation
import GRDB

/// What mintop remembers, in one SQLite file: tracked operations, their transitions, the outbox, first pages, flags.
///
/// Everything is keyed by profile. Each call is one transaction; a write is on disk when it returns, and runs to its
/// end even where the calling task is cancelled. Safe to use from any task, and from several processes at once.
package struct TrackingStore: Sendable {
    /// The file, or `:memory:`; for sentences.
    let path: String
    private let writer: any DatabaseWriter

    /// Opens the store at `path`, and makes it (with its folder, readable by its owner only) where there is none.
    ///
    /// A store of an older mintop is brought up to date; one of a newer mintop is left untouched.
    ///
    /// - Throws: `newerSchema`, `damaged`, `cannotOpen` or `failed`.
    package init(path: String) throws(StoreError) {
        self.path = path
        do {
            let file = StoreFile(path: path)
            if file.byteCount > 0 { try Self.inspect(file) }
            try file.prepare()
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            // WAL alone may lose the newest commits with the power; a decision on disk has to stay there.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try Self.migrate(pool)
            writer = pool
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
            return TrackingStore(path: queue.path, writer: queue)
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }

    /// Closes the file; every later call fails. Without it, the file is closed with the last copy of the store.
    ///
    /// - Throws: `failed` while something is still reading or writing.
    package func close() throws(StoreError) {
        do {
            try writer.close()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private init(path: String, writer: any DatabaseWriter) {
        self.path = path
        self.writer = writer
    }

    private static func configuration() -> Configuration {
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
        let (isOurs, unknown) = try queue.read { db in
            (try StoreSchema.isOurs(db), try StoreSchema.unknownVersion(db))
        }
        try queue.close()
        if !isOurs { throw StoreError.damaged(path: path) }
        if let unknown {
            throw StoreError.newerSchema(path: path, found: unknown, known: StoreSchema.newest)
        }
    }

    /// Brings the tables up to date. Another process that starts at the same time may have done it first.
    private static func migrate(_ pool: DatabasePool) throws {
        do {
            try StoreSchema.migrator.migrate(pool)
        } catch {
            guard try pool.read(StoreSchema.migrator.hasCompletedMigrations) else { throw error }
        }
    }

    /// Reads in one transaction.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await finish(Task { try await writer.read(body) })
    }

    /// Writes in one transaction; committed when it returns.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await finish(Task { try await writer.write(body) })
    }

    /// The work has a task of its own, so that cancelling the caller does not undo what it decided to record.
    private func finish<Value: Sendable>(_ work: Task<Value, any Error>) async throws(StoreError) -> Value {
        switch await work.result {
        case .success(let value): return value
        case .failure(let error): throw StoreError(error, path: path)
        }
    }
}
