package import Foundation
package import MintDomain
package import Tracking

/// A storage for tests that need only some calls: every other call fails, and there are no notices.
package protocol StubStorage: TrackingStorage {}

extension TrackingStorageError {
    package static let unused = TrackingStorageError.failed("This storage does not implement that.")
}

extension StubStorage {
    package var profile: ProfileID { ProfileID("stub|") }
    package func tracked() throws(TrackingStorageError) -> [TrackedOperation] { throw .unused }
    package func operations(_ query: OperationQuery) throws(TrackingStorageError) -> [TrackedOperation] {
        throw .unused
    }
    package func counts(_ query: OperationQuery) throws(TrackingStorageError) -> OperationCounts { throw .unused }
    package func isTracked(_ id: OperationID) throws(TrackingStorageError) -> Bool { throw .unused }
    package func firstRows(limit: Int) throws(TrackingStorageError) -> (rows: [TrackedOperation], revision: Int) {
        throw .unused
    }
    package func readPortions(
        size: Int, _ take: @escaping @Sendable ([TrackedOperation]) -> Bool
    ) throws(TrackingStorageError) { throw .unused }
    package func changes(since revision: Int) throws(TrackingStorageError) -> TrackingStorageChanges { throw .unused }
    package func ownWrites(after revision: Int) -> Int { revision }
    package func notices() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
    package func track(_ ids: [OperationID], at time: Date) throws(TrackingStorageError) { throw .unused }
    package func save(_ operations: [TrackedOperation], fence: LeaseFence?) async throws(TrackingStorageError) {
        throw .unused
    }
    package func forget(_ ids: [OperationID]) async throws(TrackingStorageError) { throw .unused }
    package func stageDurations(limit: Int) throws(TrackingStorageError) -> [StageSample] { throw .unused }
    package func insert(_ entry: OutboxEntry) async throws(TrackingStorageError) -> OutboxInsertion { throw .unused }
    package func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) async throws(TrackingStorageError) -> OutboxTransition { throw .unused }
    package func unsettledMutations() throws(TrackingStorageError) -> [TrackingStorageMutation] { throw .unused }
    package func mutation(_ key: IdempotencyKey) throws(TrackingStorageError) -> TrackingStorageMutation? {
        throw .unused
    }
    package func conversation(with id: OperationID) throws(TrackingStorageError) -> [OutboxEntry] { throw .unused }
    package func uncertainMutations() throws(TrackingStorageError) -> [OutboxEntry] { throw .unused }
    package func dismiss(_ key: IdempotencyKey) throws(TrackingStorageError) -> Bool { throw .unused }
    package func sendTimes(since time: Date) throws(TrackingStorageError) -> [Date] { throw .unused }
    package func setWatched(_ ids: [OperationID], _ isWatched: Bool) throws(TrackingStorageError) { throw .unused }
    package func watched() throws(TrackingStorageError) -> Set<OperationID> { throw .unused }
    package func takeOnTelling(upTo sequence: Int) throws(TrackingStorageError) -> Int { throw .unused }
    package func add(_ entry: ActivityEntry) throws(TrackingStorageError) { throw .unused }
    package func activity(since time: Date, limit: Int) throws(TrackingStorageError) -> [ActivityEntry] {
        throw .unused
    }
    package func add(_ sample: CreditSample) throws(TrackingStorageError) { throw .unused }
    package func creditSamples(since time: Date) throws(TrackingStorageError) -> [CreditSample] { throw .unused }
    package func lease() throws(TrackingStorageError) -> LeaseSighting { throw .unused }
    package func acquireLease(_ sighting: LeaseSighting) throws(TrackingStorageError) -> LeaseFence? { throw .unused }
    package func renewLease(_ fence: LeaseFence) throws(TrackingStorageError) -> Bool { throw .unused }
    package func releaseLease(_ fence: LeaseFence) throws(TrackingStorageError) { throw .unused }
    package func setInterest(_ interest: TrackingInterest) throws(TrackingStorageError) { throw .unused }
    package func peers() throws(TrackingStorageError) -> [TrackingPeer] { throw .unused }
    package func remember(_ name: String) throws(TrackingStorageError) -> Bool { throw .unused }
    package func unremember(_ name: String) throws(TrackingStorageError) { throw .unused }
    package func remembers(_ name: String) throws(TrackingStorageError) -> Bool { throw .unused }
    package func saveFirstPage(
        _ page: ResourcePage, of kind: ResourceKind, at time: Date
    ) throws(TrackingStorageError) { throw .unused }
    package func firstPage(of kind: ResourceKind) throws(TrackingStorageError) -> StoredPage? { throw .unused }
}
