import GRDB
package import MintDomain

extension TrackingStore {
    /// Remembers that something was done once for a profile, under a name of the caller's choice.
    ///
    /// - Returns: Whether this was the first time.
    /// - Throws: `failed` or `damaged`.
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
    ///
    /// - Throws: `failed` or `damaged`.
    package func remembers(_ name: String, profile: ProfileID) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM flag WHERE profile = ? AND name = ?)",
                arguments: [profile.rawValue, name]) ?? false
        }
    }

    /// Takes back what `remember` noted, so that the next call of it is a first one again; an unknown name is no mistake.
    ///
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`.
    package func unremember(_ name: String, profile: ProfileID) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM flag WHERE profile = ? AND name = ?", arguments: [profile.rawValue, name])
        }
    }
}
