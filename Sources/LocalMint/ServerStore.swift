import Foundation
import GRDB
import StateFiles

/// The database of the local server. Every change is one transaction, on disk when the call returns.
struct ServerStore: Sendable {
    let database: DatabaseQueue
    let stage: ScenarioStage

    /// Opens the database, in memory or in a directory that is created with mode 0700 if missing.
    ///
    /// The caller ends `opening`, the turn of this process; nil takes one for this call.
    ///
    /// - Throws: `LocalMintError.storageUnavailable` with the reason
    init(_ storage: LocalMint.Storage, stage: ScenarioStage = ScenarioStage(), opening: ServerOpening? = nil) throws {
        self.stage = stage
        let turn = try opening ?? ServerOpening(storage)
        defer { if opening == nil { turn.end() } }
        do {
            switch storage {
            case .inMemory:
                database = try DatabaseQueue(configuration: Self.configuration(nil))
            case .directory(let folder):
                let file = PrivateFile(ServerOpening.file(in: folder))
                // Created before SQLite opens it, because SQLite gives its side files the mode of the main one.
                if !FileManager.default.fileExists(atPath: file.path) { try file.create() }
                database = try DatabaseQueue(path: file.path, configuration: Self.configuration(turn.locks))
            }
            try ServerSchema.migrator.migrate(database)
        } catch {
            throw LocalMintError.storageUnavailable(reason: Self.reason(error, storage))
        }
    }

    private static func reason(_ error: any Error, _ storage: LocalMint.Storage) -> String {
        guard case .directory(let folder) = storage else { return "\(error)" }
        let words = (error as? DatabaseError).map { $0.message ?? "\($0.resultCode)" } ?? "\(error)"
        return "\(folder): \(words)"
    }

    init(database: DatabaseQueue) {
        self.database = database
        stage = ScenarioStage()
    }

    private static func configuration(_ locks: ByteLocks?) -> Configuration {
        var configuration = Configuration()
        configuration.label = "mintop.local-mint"
        guard let locks else { return configuration }
        // A second mintop on the same directory waits for the first one's transaction instead of failing.
        configuration.busyMode = .callback { locks.waitForSQLite($0) }
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }
}
