import GRDB
package import MintDomain
package import Tracking

extension TrackingStore {
    package func lease(_ profile: ProfileID) async throws(StoreError) -> LeaseSighting {
        try await read { db in try Self.sighting(db, profile) }
    }

    /// Takes the lease if it is still exactly as it was seen.
    ///
    /// - Returns: The new fence; nil if another process was faster, or it was renewed.
    package func acquireLease(
        _ sighting: LeaseSighting, profile: ProfileID
    ) async throws(StoreError) -> LeaseFence? {
        try await write { [presence] db in
            guard try Self.sighting(db, profile) == sighting else { return nil }
            let fence = LeaseFence(sighting.fence.number + 1)
            try db.execute(
                sql: "INSERT OR REPLACE INTO lease (profile, owner, fence, beat) VALUES (?, ?, ?, 0)",
                arguments: [profile.rawValue, presence.token, fence.number])
            return fence
        }
    }

    /// - Returns: Whether the lease was held under this fence.
    package func renewLease(_ fence: LeaseFence, profile: ProfileID) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE lease SET beat = beat + 1 WHERE profile = ? AND fence = ? AND owner IS NOT NULL",
                arguments: [profile.rawValue, fence.number])
            return db.changesCount > 0
        }
    }

    /// Frees the lease if it is held under this fence.
    package func releaseLease(_ fence: LeaseFence, profile: ProfileID) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE lease SET owner = NULL, beat = beat + 1 WHERE profile = ? AND fence = ?",
                arguments: [profile.rawValue, fence.number])
        }
    }

    /// - Throws: `leaseLost` if the lease is no longer held under this fence.
    static func check(_ db: Database, _ fence: LeaseFence, _ profile: ProfileID) throws {
        let sighting = try sighting(db, profile)
        if sighting.isFree || sighting.fence != fence { throw StoreError.leaseLost }
    }

    private static func sighting(_ db: Database, _ profile: ProfileID) throws -> LeaseSighting {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT fence, beat, owner IS NULL FROM lease WHERE profile = ?"),
            arguments: [profile.rawValue])
        guard let row else { return LeaseSighting(fence: LeaseFence(0), beat: 0, isFree: true) }
        return LeaseSighting(fence: LeaseFence(row[0]), beat: row[1], isFree: row[2])
    }
}
