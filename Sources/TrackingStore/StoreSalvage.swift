import Foundation
import GRDB

/// Copies the readable parts of a store that cannot be opened, without changing it.
struct StoreSalvage {
    let path: String
    /// The store's locations as paths or URIs, in the order to try.
    let locations: [String]

    /// Tries the store itself, and then its state of the last checkpoint, if SQLite's side files cannot be made (a
    /// read-only folder, a full disk). Without locks or shared memory, only the file alone can be read.
    init(path: String, because problem: StoreError? = nil) {
        let alone = [Self.unchanging(path)].compactMap(\.self)
        switch problem {
        case .noLocks, .noSharedMemory: self.init(path: path, locations: alone)
        default: self.init(path: path, locations: [path] + alone)
        }
    }

    init(path: String, locations: [String]) {
        self.path = path
        self.locations = locations
    }

    /// The URI with which SQLite reads the file alone, without log and locks.
    static func unchanging(_ path: String) -> String? {
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        let escaped = URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: allowed)
        return escaped.map { "file://\($0)?immutable=1" }
    }

    /// Fills an empty database with the tables of the store's schema version and the readable rows.
    ///
    /// - Throws: `newerSchema`; errors of the target.
    func copy(into target: DatabaseQueue) throws {
        for location in locations {
            do {
                guard let source = try open(location) else { continue }
                let version = try source.read { db in
                    try TrackingStore.check(db, path: path)
                    return try StoreSchema.migrator.appliedMigrations(db).last
                }
                guard let version else { return }
                try StoreSchema.migrator.migrate(target, upTo: version)
                try source.read { rows in try target.write { db in try copyTables(from: rows, to: db) } }
                return
            } catch let error as StoreError {
                if case .newerSchema = error { throw error }
            } catch is DatabaseError {
                // The next location may be readable; otherwise the store stays empty.
            }
        }
    }

    private func open(_ location: String) throws -> DatabaseQueue? {
        // SQLite would take a file that is too short for an empty database.
        guard let count = StoreFile(path: path).byteCount, count >= 512 else { return nil }
        return try Self.reader(location)
    }

    /// Opens a file for reading; waits for other processes for at most 500 ms.
    static func reader(_ location: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(0.5)
        return try DatabaseQueue(path: location, configuration: configuration)
    }

    private func copyTables(from source: Database, to target: Database) throws {
        let tables = try String.fetchAll(
            target,
            sql: """
                SELECT name FROM sqlite_master
                WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' ORDER BY rowid
                """)
        for table in tables {
            do {
                try copyRows(of: table, from: source, to: target)
            } catch is DatabaseError {
                // The rest of this table is lost; the others may be intact.
            }
        }
    }

    private func copyRows(of table: String, from source: Database, to target: Database) throws {
        let columns = try target.columns(in: table).map(\.name)
        let names = columns.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = try target.cachedStatement(sql: "INSERT OR REPLACE INTO \(table) (\(names)) VALUES (\(places))")
        let rows = try Row.fetchCursor(source, sql: "SELECT \(names) FROM \(table)")
        while let row = try rows.next() {
            do {
                try insert.execute(arguments: StatementArguments(row.databaseValues))
            } catch is DatabaseError {
                // A row whose values the table rejects is broken.
                continue
            }
        }
    }
}
