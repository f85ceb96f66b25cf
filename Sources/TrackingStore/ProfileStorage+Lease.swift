import GRDB
import MintDomain
package import Tracking

extension ProfileStorage {
    package func lease() async throws(TrackingStorageError) -> LeaseSighting {
        try await read { db in try sighting(db) }
    }

    package func acquireLease(
        _ sighting: LeaseSighting
    ) async throws(TrackingStorageError) -> LeaseFence? {
        try await write { db in
            guard try self.sighting(db) == sighting else { return nil }
            let fence = LeaseFence(sighting.fence.number + 1)
            try db.execute(
                sql: "INSERT OR REPLACE INTO lease (profile, owner, fence, beat) VALUES (?, ?, ?, 0)",
                arguments: [profile.rawValue, presence.token, fence.number])
            return fence
        }
    }

    package func renewLease(_ fence: LeaseFence) async throws(TrackingStorageError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE lease SET beat = beat + 1 WHERE profile = ? AND fence = ? AND owner IS NOT NULL",
                arguments: [profile.rawValue, fence.number])
            return db.changesCount > 0
        }
    }

    package func releaseLease(_ fence: LeaseFence) async throws(TrackingStorageError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE lease SET owner = NULL, beat = beat + 1 WHERE profile = ? AND fence = ?",
                arguments: [profile.rawValue, fence.number])
        }
    }

    /// - Throws: `leaseLost` if the lease is no longer held under this fence.
    func check(_ db: Database, _ fence: LeaseFence) throws {
        let sighting = try sighting(db)
        if sighting.isFree || sighting.fence != fence { throw TrackingStorageError.leaseLost }
    }

    private func sighting(_ db: Database) throws -> LeaseSighting {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT fence, beat, owner IS NULL FROM lease WHERE profile = ?"),
            arguments: [profile.rawValue])
        guard let row else { return LeaseSighting(fence: LeaseFence(0), beat: 0, isFree: true) }
        return LeaseSighting(fence: LeaseFence(row[0]), beat: row[1], isFree: row[2])
    }
}
