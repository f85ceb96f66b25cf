import GRDB
package import MintDomain

extension TrackingStore {
    /// Records once that something was done for a profile, under a name.
    ///
    /// - Returns: Whether this was the first time.
    @discardableResult
    package func remember(_ name: String, profile: ProfileID) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO flag (profile, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [profile.rawValue, name])
            return db.changesCount > 0
        }
    }

    /// Whether `remember` was called with this name for this profile.
    package func remembers(_ name: String, profile: ProfileID) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM flag WHERE profile = ? AND name = ?)",
                arguments: [profile.rawValue, name]) ?? false
        }
    }

    /// Reverts `remember`, so that its next call is a first one again; an unknown name is ignored.
    package func unremember(_ name: String, profile: ProfileID) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM flag WHERE profile = ? AND name = ?", arguments: [profile.rawValue, name])
        }
    }
}
