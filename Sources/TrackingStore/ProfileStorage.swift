import GRDB
package import MintDomain
import Tracking

/// One profile's part of a `TrackingStore`.
package struct ProfileStorage: TrackingStorage {
    let store: TrackingStore
    package let profile: ProfileID

    var presence: StorePresence { store.presence }

    package func notices() -> AsyncStream<Void> {
        store.notices.stream()
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(TrackingStorageError) -> Value {
        try await result { try await store.reading(body) }
    }

    /// Writes in one transaction; committed, and announced to all processes, when it returns.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(TrackingStorageError) -> Value {
        try await result { try await store.writing(body) }
    }

    /// Writes operations or decisions, and records the new revisions as own.
    func revise<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(TrackingStorageError) -> Value {
        try await write { db in
            let before = try StoredRevision.range(db, profile: profile).newest
            let value = try body(db)
            let after = try StoredRevision.range(db, profile: profile).newest
            db.afterNextTransaction { _ in store.ownRevisions.add(from: before, to: after, of: profile) }
            return value
        }
    }

    package func ownWrites(after revision: Int) -> Int {
        // Everything is read first.
        revision == 0 ? 0 : store.ownRevisions.end(after: revision, of: profile)
    }

    private func result<Value>(_ work: () async throws -> Value) async throws(TrackingStorageError) -> Value {
        do {
            return try await work()
        } catch let error as TrackingStorageError {
            throw error
        } catch {
            throw TrackingStorageError(store.error(error))
        }
    }
}

extension TrackingStore {
    package func storage(for profile: ProfileID) -> ProfileStorage {
        ProfileStorage(store: self, profile: profile)
    }
}

extension TrackingStorageError {
    /// An error of the store, which has paths and schema versions, by the remedy.
    init(_ error: StoreError) {
        self = if case .readOnly = error { .readOnly(error.description) } else { .failed(error.description) }
    }
}
