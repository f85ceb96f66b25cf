import Foundation
import GRDB

/// The database of the local Mint. Every change is one transaction, and is on disk when the call returns.
struct ServerStore: Sendable {
    let database: DatabaseQueue
    /// What plays when something is started or listed.
    let stage: ScenarioStage

    /// Opens the database, in memory or in a directory that is made with mode 0700 where it is missing.
    ///
    /// - Throws: `LocalMintError.storageUnavailable` with the reason
    init(_ storage: LocalMint.Storage, stage: ScenarioStage = ScenarioStage()) throws {
        self.stage = stage
        do {
            switch storage {
            case .inMemory:
                database = try DatabaseQueue(configuration: Self.configuration(onDisk: false))
            case .directory(let path):
                let file = try Self.prepare(directory: path)
                database = try DatabaseQueue(path: file, configuration: Self.configuration(onDisk: true))
            }
            try ServerSchema.migrator.migrate(database)
        } catch {
            throw LocalMintError.storageUnavailable(reason: Self.reason(error, storage))
        }
    }

    private static func reason(_ error: any Error, _ storage: LocalMint.Storage) -> String {
        guard let error = error as? CocoaError, case .directory(let path) = storage else { return "\(error)" }
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
        let words = cause.map { String(cString: strerror(Int32($0.code))).lowercased() } ?? "it cannot be written"
        return "\(path): \(words)"
    }

    /// Takes a database that has the newest tables.
    init(database: DatabaseQueue) {
        self.database = database
        stage = ScenarioStage()
    }

    private static func configuration(onDisk: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "mintop.local-mint"
        // A second mintop on the same directory waits for the first one's transaction instead of failing.
        configuration.busyMode = .timeout(5)
        guard onDisk else { return configuration }
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// The file is made before SQLite opens it, because SQLite gives its side files the mode of the main one.
    private static func prepare(directory: String) throws -> String {
        let files = FileManager.default
        try files.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = URL(fileURLWithPath: directory).appendingPathComponent("local-mint.sqlite").path
        if !files.fileExists(atPath: file) {
            let made = files.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
            guard made else { throw CocoaError(.fileWriteNoPermission) }
        }
        return file
    }
}
