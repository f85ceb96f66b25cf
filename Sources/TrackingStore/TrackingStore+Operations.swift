package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension TrackingStore {
    /// Everything that is tracked for a profile, the longest tracked first, each with all its transitions.
    ///
    /// - Throws: `failed` or `damaged`.
    package func tracked(_ profile: ProfileID) async throws(StoreError) -> [TrackedOperation] {
        try await read { db in try StoredOperations.all(db, profile) }
    }

    /// What a list shows first: what waits for a person or is under way, and what changed last.
    ///
    /// - Parameters:
    ///   - profile: Whose operations.
    ///   - limit: How many of each of these kinds; costs these, not what is stored.
    /// - Returns: The rows, each once, and the revision they are of.
    /// - Throws: `failed` or `damaged`.
    package func firstRows(
        _ profile: ProfileID, limit: Int
    ) async throws(StoreError) -> (rows: [TrackedOperation], revision: Int) {
        try await read { db in
            let rows = try StoredOperations.first(db, profile, limit: limit)
            return (rows, try StoredRevision.range(db, profile: profile).newest)
        }
    }

    /// Everything that is tracked, in one consistent picture, in portions: what changed last comes first.
    ///
    /// - Parameters:
    ///   - profile: Whose operations.
    ///   - size: How many rows a portion has; the last one has fewer.
    ///   - take: Called with each portion on a thread of the store's; false where no more is wanted. It is asked for that
    ///     with empty portions too.
    /// - Throws: `failed` or `damaged`; what was given before holds all the same.
    package func readPortions(
        of profile: ProfileID, size: Int, _ take: @escaping @Sendable ([TrackedOperation]) -> Bool
    ) async throws(StoreError) {
        try await read { db in try StoredOperations.portions(db, profile, of: size, take) }
    }

    /// Whether an operation is tracked.
    ///
    /// - Throws: `failed` or `damaged`.
    package func isTracked(_ id: OperationID, profile: ProfileID) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM operation WHERE profile = ? AND id = ?)"),
                arguments: [profile.rawValue, id.rawValue]) ?? false
        }
    }

    /// What changed since a revision, in one consistent picture; everything for 0, the longest tracked first.
    ///
    /// - Throws: `failed` or `damaged`.
    package func changes(
        since revision: Int, profile: ProfileID
    ) async throws(StoreError) -> TrackingStorageChanges {
        try await read { db in
            let (newest, oldest) = try StoredRevision.range(db, profile: profile)
            // A revision that is still to come is one of another file that lay here before.
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

    /// Saves operations, new and known, with the transitions that are new, in one transaction.
    ///
    /// Stored transitions are never changed. A row that knows less than the stored one (an earlier `updatedAt` of the
    /// server, or no answer at all) is left out.
    ///
    /// - Parameters:
    ///   - operations: The rows, each with all its transitions, oldest first.
    ///   - fence: The lease they were polled under; nil for what needs none.
    ///   - profile: Whose they are.
    /// - Throws: `leaseLost` where another took the lease, and nothing was saved; `full`, `readOnly`, `failed` or
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

    /// Starts to track operations; one that is tracked already stays as it is.
    ///
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`.
    package func track(_ ids: [OperationID], at time: Date, profile: ProfileID) async throws(StoreError) {
        if ids.isEmpty { return }
        try await write { db in
            let revision = try StoredRevision.next(db, profile: profile.rawValue)
            for id in ids {
                _ = try StoredOperations.track(db, id, at: time, revision: revision, profile)
            }
        }
    }

    /// Drops operations with their assets and transitions; unknown ids are no mistake. Stage durations stay.
    ///
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`.
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
