import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func setWatched(
        _ ids: [OperationID], _ isWatched: Bool
    ) async throws(TrackingStorageError) {
        if ids.isEmpty { return }
        try await write { db in
            let statement = try db.cachedStatement(
                sql: isWatched
                    ? """
                    INSERT INTO watch (profile, id) SELECT profile, id FROM operation WHERE profile = ? AND id = ?
                    ON CONFLICT DO NOTHING
                    """ : "DELETE FROM watch WHERE profile = ? AND id = ?")
            for id in ids { try statement.execute(arguments: [profile.rawValue, id.rawValue]) }
        }
    }

    package func watched() async throws(TrackingStorageError) -> Set<OperationID> {
        try await read { db in
            let ids = try String.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM watch WHERE profile = ?"), arguments: [profile.rawValue])
            return Set(ids.compactMap { OperationID($0) })
        }
    }

    package func takeOnTelling(upTo sequence: Int) async throws(TrackingStorageError) -> Int {
        try await write { db in
            let before =
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT sequence FROM telling WHERE profile = ?"),
                    arguments: [profile.rawValue]) ?? 0
            if sequence > before {
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO telling (profile, sequence) VALUES (?, ?)")
                    .execute(arguments: [profile.rawValue, sequence])
            }
            return before
        }
    }
}
