import Foundation
import GRDB

/// Copies what can be read of a store that cannot be opened, and changes nothing in it.
struct StoreSalvage {
    let path: String
    /// Where SQLite finds it, as paths or URIs, in the order they are tried.
    let locations: [String]

    /// Tries the store as it is; and, where the files SQLite needs beside it cannot be made (a read-only folder, a
    /// full disk), as it was after its last checkpoint.
    init(path: String) {
        self.path = path
        locations = [path] + [Self.unchanging(path)].compactMap(\.self)
    }

    init(path: String, locations: [String]) {
        self.path = path
        self.locations = locations
    }

    /// The URI by which SQLite reads the file alone, without its log and without locks.
    static func unchanging(_ path: String) -> String? {
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        let escaped = URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: allowed)
        return escaped.map { "file://\($0)?immutable=1" }
    }

    /// Fills an empty database with the tables of the store's schema version and the rows that can be read.
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
                // This way it cannot be read; the next way may do, and an empty store is what is left otherwise.
            }
        }
    }

    private func open(_ location: String) throws -> DatabaseQueue? {
        // SQLite would take a file that is too short for an empty database.
        guard StoreFile(path: path).byteCount >= 512 else { return nil }
        var configuration = TrackingStore.configuration()
        configuration.readonly = true
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
                // The rest of this table is lost; the others may be whole.
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
                // A row whose values the table does not take is a broken one.
                continue
            }
        }
    }
}
