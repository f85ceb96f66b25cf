import GRDB
import MintDomain

/// The change counter of a profile.
enum StoredRevision {
    /// Must run in the transaction of the change.
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

    /// The newest revision, and the oldest one after which single changes are known; zeros before the first.
    static func range(_ db: Database, profile: ProfileID) throws -> (newest: Int, oldest: Int) {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT newest, oldest FROM revision WHERE profile = ?"),
            arguments: [profile.rawValue])
        return row.map { ($0[0], $0[1]) } ?? (0, 0)
    }
}
