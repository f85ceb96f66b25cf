package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension TrackingStore {
    /// Returns all tracked operations of a profile, the longest tracked first, each with all its transitions.
    package func tracked(_ profile: ProfileID) async throws(StoreError) -> [TrackedOperation] {
        try await read { db in try StoredOperations.all(db, profile) }
    }

    /// The first rows of a list, without duplicates, and their revision: up to `limit` operations of each status that
    /// needs a decision or is in progress, and of the latest changes. The cost depends on the limit only.
    package func firstRows(
        _ profile: ProfileID, limit: Int
    ) async throws(StoreError) -> (rows: [TrackedOperation], revision: Int) {
        try await read { db in
            let rows = try StoredOperations.first(db, profile, limit: limit)
            return (rows, try StoredRevision.range(db, profile: profile).newest)
        }
    }

    /// Reads all tracked operations consistently, in portions of `size` rows, latest change first.
    ///
    /// Calls `take` on a thread of the store, also with empty portions, until it returns false.
    /// - Throws: `failed` or `damaged`; earlier portions remain valid.
    package func readPortions(
        of profile: ProfileID, size: Int, _ take: @escaping @Sendable ([TrackedOperation]) -> Bool
    ) async throws(StoreError) {
        try await read { db in try StoredOperations.portions(db, profile, of: size, take) }
    }

    package func isTracked(_ id: OperationID, profile: ProfileID) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM operation WHERE profile = ? AND id = ?)"),
                arguments: [profile.rawValue, id.rawValue]) ?? false
        }
    }

    /// Returns the changes since a revision, consistently; everything for 0, the longest tracked first.
    package func changes(
        since revision: Int, profile: ProfileID
    ) async throws(StoreError) -> TrackingStorageChanges {
        try await read { db in
            let (newest, oldest) = try StoredRevision.range(db, profile: profile)
            // A future revision is from another file that was here before.
            guard revision > 0, revision >= oldest, revision <= newest else {
                return TrackingStorageChanges(
                    revision: newest, upserted: try StoredOperations.all(db, profile), removed: [], isWhole: true,
                    outboxChanged: true)
            }
            if revision == newest {
                return TrackingStorageChanges(
                    revision: newest, upserted: [], removed: [], isWhole: false, outboxChanged: false)
            }
            return TrackingStorageChanges(
                revision: newest, upserted: try StoredOperations.changed(db, since: revision, profile),
                removed: try Self.removed(db, since: revision, profile), isWhole: false,
                outboxChanged: try Self.outboxChanged(db, since: revision, profile))
        }
    }

    /// Saves operations, new and known, with their new transitions, in one transaction. `fence` is the lease of the
    /// poll, if one is needed.
    ///
    /// Each row has all its transitions, oldest first. Stored transitions are never changed. A row with less
    /// information than the stored one (an earlier `updatedAt`, or no response) is skipped.
    /// - Throws: `leaseLost` if another process took the lease, and nothing was saved; `full`, `readOnly`, `failed` or
    ///   `damaged`.
    package func save(
        _ operations: [TrackedOperation], fence: LeaseFence? = nil, profile: ProfileID
    ) async throws(StoreError) {
        try await write { db in
            if let fence { try Self.check(db, fence, profile) }
            if operations.isEmpty { return }
            let revision = try StoredRevision.next(db, profile: profile.rawValue)
            for operation in operations {
                _ = try StoredOperations.save(db, operation, revision: revision, profile)
            }
        }
    }

    /// Tracks operations; already tracked ones stay unchanged.
    package func track(_ ids: [OperationID], at time: Date, profile: ProfileID) async throws(StoreError) {
        if ids.isEmpty { return }
        try await write { db in
            let revision = try StoredRevision.next(db, profile: profile.rawValue)
            for id in ids {
                _ = try StoredOperations.track(db, id, at: time, revision: revision, profile)
            }
        }
    }

    /// Removes operations with their assets and transitions; unknown ids are ignored. Stage durations stay.
    package func forget(_ ids: [OperationID], profile: ProfileID) async throws(StoreError) {
        try await write { db in
            try StoredOperations.remove(db, ids.map(\.rawValue), profile: profile.rawValue)
        }
    }

    private static func removed(_ db: Database, since revision: Int, _ profile: ProfileID) throws -> [OperationID] {
        try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT id FROM removal WHERE profile = ? AND revision > ? ORDER BY revision, id"),
            arguments: [profile.rawValue, revision]
        ).compactMap { OperationID($0) }
    }

    private static func outboxChanged(_ db: Database, since revision: Int, _ profile: ProfileID) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE profile = ? AND revision > ?)"),
            arguments: [profile.rawValue, revision]) ?? false
    }
}
