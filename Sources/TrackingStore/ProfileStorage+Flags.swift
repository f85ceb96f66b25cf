import GRDB
import MintDomain
package import Tracking

extension ProfileStorage {
    package func remember(_ name: String) async throws(TrackingStorageError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO flag (profile, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [profile.rawValue, name])
            return db.changesCount > 0
        }
    }

    package func remembers(_ name: String) async throws(TrackingStorageError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM flag WHERE profile = ? AND name = ?)",
                arguments: [profile.rawValue, name]) ?? false
        }
    }

    package func unremember(_ name: String) async throws(TrackingStorageError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM flag WHERE profile = ? AND name = ?", arguments: [profile.rawValue, name])
        }
    }
}
