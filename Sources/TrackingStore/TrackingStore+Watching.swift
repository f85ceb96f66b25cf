import GRDB
package import MintDomain

extension TrackingStore {
    /// Turns notifications of tracked operations or jobs on or off; untracking removes them.
    ///
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`; then nothing changed.
    package func setWatched(
        _ ids: [OperationID], _ isWatched: Bool, profile: ProfileID
    ) async throws(StoreError) {
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

    package func watched(_ profile: ProfileID) async throws(StoreError) -> Set<OperationID> {
        try await read { db in
            let ids = try String.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM watch WHERE profile = ?"), arguments: [profile.rawValue])
            return Set(ids.compactMap { OperationID($0) })
        }
    }

    /// Claims the notifications up to a transition: of several processes that see the same transitions, the first that
    /// claims one sends its notification.
    ///
    /// - Returns: The number up to which others claimed before; 0 for none. Only later transitions are the caller's.
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`; then nothing was claimed.
    package func takeOnTelling(upTo sequence: Int, profile: ProfileID) async throws(StoreError) -> Int {
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
