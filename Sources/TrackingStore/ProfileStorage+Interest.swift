import Foundation
import GRDB
import MintDomain
package import Tracking

extension ProfileStorage {
    package func setInterest(_ interest: TrackingInterest) async throws(TrackingStorageError) {
        try await write { db in
            let refreshed: String? =
                if case .these(let ids) = interest.refresh {
                    try StoredJSON.text(ids.map(\.rawValue).sorted())
                } else { nil }
            let owners = try String.fetchAll(
                db, sql: "SELECT DISTINCT owner FROM interest WHERE profile = ?", arguments: [profile.rawValue])
            for owner in owners where !presence.isAlive(owner) {
                try db.execute(sql: "DELETE FROM interest WHERE owner = ?", arguments: [owner])
            }
            try db.execute(
                sql: """
                    INSERT INTO interest (profile, owner, serial, selected, refreshed) VALUES (?, ?, 1, ?, ?)
                    ON CONFLICT (profile, owner) DO UPDATE SET
                        serial = serial + 1, selected = excluded.selected, refreshed = excluded.refreshed
                    """,
                arguments: [profile.rawValue, presence.token, interest.selected?.rawValue, refreshed])
        }
    }

    package func peers() async throws(TrackingStorageError) -> [TrackingPeer] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT owner, serial, selected, refreshed FROM interest WHERE profile = ? AND owner <> ?"),
                arguments: [profile.rawValue, presence.token]
            ).compactMap { row in
                let owner: String = row[0]
                guard presence.isAlive(owner) else { return nil }
                let refresh = try (row[3] as String?).map { text in
                    let ids = try StoredJSON.decoder.decode([String].self, from: Data(text.utf8))
                    return TrackingInterest.Refresh.these(Set(ids.compactMap { OperationID($0) }))
                }
                let interest = TrackingInterest(
                    selected: (row[2] as String?).flatMap { OperationID($0) }, refresh: refresh ?? .everything)
                return TrackingPeer(name: owner, serial: row[1], interest: interest)
            }
        }
    }
}
