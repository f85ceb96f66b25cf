package import Foundation
package import MintDomain
package import Tracking

/// One profile's part of a `TrackingStore`, for the poller, the dashboard and the outbox.
///
/// Converts the store's errors, which have paths and schema versions, to errors by remedy.
package struct ProfileStorage: TrackingStorage {
    package let store: TrackingStore
    package let profile: ProfileID

    package func changes(since revision: Int) async throws(TrackingStorageError) -> TrackingStorageChanges {
        do { return try await store.changes(since: revision, profile: profile) } catch { throw error.forStorage }
    }

    package func notices() -> AsyncStream<Void> {
        store.notices.stream()
    }

    package func track(_ ids: [OperationID], at time: Date) async throws(TrackingStorageError) {
        do { try await store.track(ids, at: time, profile: profile) } catch { throw error.forStorage }
    }

    package func save(_ operations: [TrackedOperation], fence: LeaseFence?) async throws(TrackingStorageError) {
        do { try await store.save(operations, fence: fence, profile: profile) } catch { throw error.forStorage }
    }

    package func forget(_ ids: [OperationID]) async throws(TrackingStorageError) {
        do { try await store.forget(ids, profile: profile) } catch { throw error.forStorage }
    }

    package func stageDurations(limit: Int) async throws(TrackingStorageError) -> [StageSample] {
        do { return try await store.stageDurations(profile, limit: limit) } catch { throw error.forStorage }
    }

    package func insert(_ entry: OutboxEntry) async throws(TrackingStorageError) -> OutboxInsertion {
        do { return try await store.insert(entry, profile: profile) } catch { throw error.forStorage }
    }

    package func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) async throws(TrackingStorageError) -> OutboxTransition {
        do {
            return try await store.transition(key, from: phases, to: state, at: time, profile: profile)
        } catch {
            throw error.forStorage
        }
    }

    package func unsettledMutations() async throws(TrackingStorageError) -> [TrackingStorageMutation] {
        do { return try await store.unsettledMutations(profile) } catch { throw error.forStorage }
    }

    package func mutation(_ key: IdempotencyKey) async throws(TrackingStorageError) -> TrackingStorageMutation? {
        do { return try await store.mutation(key, profile: profile) } catch { throw error.forStorage }
    }

    package func conversation(with id: OperationID) async throws(TrackingStorageError) -> [OutboxEntry] {
        do { return try await store.conversation(with: id, profile: profile) } catch { throw error.forStorage }
    }

    package func uncertainMutations() async throws(TrackingStorageError) -> [OutboxEntry] {
        do { return try await store.uncertainMutations(profile) } catch { throw error.forStorage }
    }

    package func dismiss(_ key: IdempotencyKey) async throws(TrackingStorageError) -> Bool {
        do { return try await store.dismiss(key, profile: profile) } catch { throw error.forStorage }
    }

    package func sendTimes(since time: Date) async throws(TrackingStorageError) -> [Date] {
        do { return try await store.sendTimes(since: time, profile: profile) } catch { throw error.forStorage }
    }

    package func lease() async throws(TrackingStorageError) -> LeaseSighting {
        do { return try await store.lease(profile) } catch { throw error.forStorage }
    }

    package func acquireLease(_ sighting: LeaseSighting) async throws(TrackingStorageError) -> LeaseFence? {
        do { return try await store.acquireLease(sighting, profile: profile) } catch { throw error.forStorage }
    }

    package func renewLease(_ fence: LeaseFence) async throws(TrackingStorageError) -> Bool {
        do { return try await store.renewLease(fence, profile: profile) } catch { throw error.forStorage }
    }

    package func releaseLease(_ fence: LeaseFence) async throws(TrackingStorageError) {
        do { try await store.releaseLease(fence, profile: profile) } catch { throw error.forStorage }
    }

    package func setInterest(_ interest: TrackingInterest) async throws(TrackingStorageError) {
        do { try await store.setInterest(interest, profile: profile) } catch { throw error.forStorage }
    }

    package func peers() async throws(TrackingStorageError) -> [TrackingPeer] {
        do { return try await store.peers(profile) } catch { throw error.forStorage }
    }

    package func remember(_ name: String) async throws(TrackingStorageError) -> Bool {
        do { return try await store.remember(name, profile: profile) } catch { throw error.forStorage }
    }

    package func remembers(_ name: String) async throws(TrackingStorageError) -> Bool {
        do { return try await store.remembers(name, profile: profile) } catch { throw error.forStorage }
    }

    package func saveFirstPage(
        _ page: ResourcePage, of kind: ResourceKind, at time: Date
    ) async throws(TrackingStorageError) {
        do { try await store.saveFirstPage(page, of: kind, at: time, profile: profile) } catch {
            throw error.forStorage
        }
    }

    package func firstPage(of kind: ResourceKind) async throws(TrackingStorageError) -> StoredPage? {
        do { return try await store.firstPage(of: kind, profile: profile) } catch { throw error.forStorage }
    }
}

extension TrackingStore {
    package func storage(for profile: ProfileID) -> ProfileStorage {
        ProfileStorage(store: self, profile: profile)
    }
}

extension StoreError {
    var forStorage: TrackingStorageError {
        switch self {
        case .leaseLost: .leaseLost
        case .keyInUse(let key): .keyInUse(key)
        case .undecided(let first): .undecided(first)
        case .readOnly: .readOnly(description)
        default: .failed(description)
        }
    }
}
