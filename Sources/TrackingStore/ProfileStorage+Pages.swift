package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func saveFirstPage(
        _ page: ResourcePage, of kind: ResourceKind, at time: Date
    ) async throws(TrackingStorageError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO first_page (profile, kind, items, next_cursor, unreadable_count, saved_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    profile.rawValue, kind.rawValue, try StoredJSON.text(page.items.map(ResourceRecord.init)),
                    page.nextCursor, page.unreadableCount, time.timeIntervalSince1970,
                ])
        }
    }

    package func firstPage(of kind: ResourceKind) async throws(TrackingStorageError) -> StoredPage? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT items, next_cursor, unreadable_count, saved_at FROM first_page
                    WHERE profile = ? AND kind = ?
                    """,
                arguments: [profile.rawValue, kind.rawValue])
            // An unreadable cached page counts as none.
            guard let row,
                let records = try? StoredJSON.decoder.decode([ResourceRecord].self, from: Data((row[0] as String).utf8))
            else { return nil }
            let page = ResourcePage(
                items: records.compactMap(\.resource), nextCursor: row[1], unreadableCount: row[2])
            return StoredPage(page: page, savedAt: Date(timeIntervalSince1970: row[3]))
        }
    }
}
