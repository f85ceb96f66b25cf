import GRDB

/// The change counter of a profile.
enum StoredRevision {
    /// Begins a new revision, within the transaction that changes something.
    static func next(_ db: Database, profile: String) throws -> Int {
        let revision = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    INSERT INTO revision (profile, newest, oldest) VALUES (?, 1, 0)
                    ON CONFLICT (profile) DO UPDATE SET newest = newest + 1 RETURNING newest
                    """),
            arguments: [profile])
        guard let revision else { preconditionFailure("An upsert that returns gives a row.") }
        return revision
    }
}
