import GRDB
package import MintDomain

extension TrackingStore {
    /// Watches operations or jobs from now on, or watches them no more. Only what is tracked can be watched; what is
    /// forgotten is watched no more.
    ///
    /// - Parameters:
    ///   - ids: What is meant; those that are not tracked are left out.
    ///   - isWatched: Whether they are watched from now on.
    ///   - profile: Whose they are.
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

    /// What is watched of a profile.
    ///
    /// - Throws: `failed` or `damaged`.
    package func watched(_ profile: ProfileID) async throws(StoreError) -> Set<OperationID> {
        try await read { db in
            let ids = try String.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM watch WHERE profile = ?"), arguments: [profile.rawValue])
            return Set(ids.compactMap { OperationID($0) })
        }
    }

    /// Takes on telling what happened up to a transition: of several processes that see the same transitions, each one is
    /// told by the first that asks.
    ///
    /// - Parameters:
    ///   - sequence: The number of the newest transition the caller has seen.
    ///   - profile: Whose transitions.
    /// - Returns: The number up to which others have taken it on before; 0 where nobody did. Only later transitions are the
    ///   caller's to tell, and no others will tell those.
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`; then they are nobody's.
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
