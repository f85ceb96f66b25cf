package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func tracked() async throws(TrackingStorageError) -> [TrackedOperation] {
        try await read { db in try StoredOperations.all(db, profile) }
    }

    package func operations(_ query: OperationQuery) async throws(TrackingStorageError) -> [TrackedOperation] {
        try await read { db in try StoredOperations.selected(db, profile, query) }
    }

    package func counts(_ query: OperationQuery) async throws(TrackingStorageError) -> OperationCounts {
        try await read { db in try StoredOperations.counts(db, profile, query) }
    }

    package func firstRows(
        limit: Int
    ) async throws(TrackingStorageError) -> (rows: [TrackedOperation], revision: Int) {
        try await read { db in
            let rows = try StoredOperations.first(db, profile, limit: limit)
            return (rows, try StoredRevision.range(db, profile: profile).newest)
        }
    }

    package func readPortions(
        size: Int, _ take: @escaping @Sendable ([TrackedOperation]) -> Bool
    ) async throws(TrackingStorageError) {
        try await read { db in try StoredOperations.portions(db, profile, of: size, take) }
    }

    package func isTracked(_ id: OperationID) async throws(TrackingStorageError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM operation WHERE profile = ? AND id = ?)"),
                arguments: [profile.rawValue, id.rawValue]) ?? false
        }
    }

    package func changes(
        since revision: Int
    ) async throws(TrackingStorageError) -> TrackingStorageChanges {
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
                removed: try removed(db, since: revision), isWhole: false,
                outboxChanged: try outboxChanged(db, since: revision))
        }
    }

    package func save(
        _ operations: [TrackedOperation], fence: LeaseFence?
    ) async throws(TrackingStorageError) {
        try await revise { db in
            if let fence { try check(db, fence) }
            if operations.isEmpty { return }
            let revision = try StoredRevision.next(db, profile: profile.rawValue)
            for operation in operations {
                _ = try StoredOperations.save(db, operation, revision: revision, profile)
            }
        }
    }

    package func track(_ ids: [OperationID], at time: Date) async throws(TrackingStorageError) {
        if ids.isEmpty { return }
        try await revise { db in
            let revision = try StoredRevision.next(db, profile: profile.rawValue)
            for id in ids {
                _ = try StoredOperations.track(db, id, at: time, revision: revision, profile)
            }
        }
    }

    package func forget(_ ids: [OperationID]) async throws(TrackingStorageError) {
        try await revise { db in
            try StoredOperations.remove(db, ids.map(\.rawValue), profile: profile.rawValue)
        }
    }

    private func removed(_ db: Database, since revision: Int) throws -> [OperationID] {
        try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT id FROM removal WHERE profile = ? AND revision > ? ORDER BY revision, id"),
            arguments: [profile.rawValue, revision]
        ).compactMap { OperationID($0) }
    }

    private func outboxChanged(_ db: Database, since revision: Int) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE profile = ? AND revision > ?)"),
            arguments: [profile.rawValue, revision]) ?? false
    }
}
