package import Foundation
package import MintDomain

/// What the poller, the dashboard and the outbox ask of the place that remembers: one profile's share of it.
///
/// The contract, which every implementation must keep (the conformance tests check it):
///
/// - **Several processes** may use one storage at once, each through an object of its own; everything below holds
///   between them as it does between tasks. An object is bound to one profile: profiles never see each other.
/// - **Each call is atomic.** A write that returned survives a crash of any process; one that threw changed nothing.
///   A write that began ends, even where the task that asked for it is cancelled.
/// - **Order.** Each write that changes operations or the outbox makes a new revision; revisions only grow. A reader
///   that asks for the changes since the revision it has, again and again, ends with exactly what is stored.
/// - **Notices** only say "look": they may come without reason, several may fall together, but after each committed
///   write of any process one follows within a second.
/// - **Time** is only ever stored, never compared: no call depends on the time of day, nor on the clocks of two
///   processes or machines being equal.
/// - Errors are `TrackingStorageError`. Where writing is impossible, writes throw `readOnly` and reads go on.
package protocol TrackingStorage: Sendable {
    // MARK: Operations

    /// What changed since a revision, in one consistent picture; everything for 0. Costs what changed.
    func changes(since revision: Int) async throws(TrackingStorageError) -> TrackingStorageChanges

    /// A stream of its own for each caller, with one notice at once; it keeps one notice for a slow reader.
    ///
    /// Costs no timer and no request while nothing changes. Ends when the reading task is cancelled, or with the
    /// storage.
    func notices() -> AsyncStream<Void>

    /// Starts to track operations; one that is tracked already stays as it is.
    func track(_ ids: [OperationID], at time: Date) async throws(TrackingStorageError)

    /// Saves operations, new and known, and the transitions that are not stored yet, in their order, all or nothing.
    ///
    /// What the server said earlier (by its `updatedAt`) never replaces what it said later, and a row without an
    /// answer never replaces one with an answer: such a row is left as it is, and the caller learns what is stored
    /// from `changes(since:)`. Stored transitions never change.
    ///
    /// - Parameters:
    ///   - operations: The rows, each with all its transitions, oldest first.
    ///   - fence: The lease the answers were polled under; nil for what needs none, such as the answer to a mutation.
    /// - Throws: `leaseLost` where the lease is not held under this fence any more; nothing was saved then.
    func save(_ operations: [TrackedOperation], fence: LeaseFence?) async throws(TrackingStorageError)

    /// Drops operations and their transitions; unknown ids are no mistake. Stage durations stay.
    func forget(_ ids: [OperationID]) async throws(TrackingStorageError)

    /// How long operations of this profile stood in a status, those that ended last first; also of operations that
    /// are gone. At most `limit`.
    func stageDurations(limit: Int) async throws(TrackingStorageError) -> [StageSample]

    // MARK: Outbox

    /// Stores a mutation before it is sent, with the caller as its holder.
    ///
    /// - Returns: What is stored now: the entry, or the older one with the same key, method, path and body.
    /// - Throws: `keyInUse` where the key belongs to another request.
    func insert(_ entry: OutboxEntry) async throws(TrackingStorageError) -> OutboxEntry

    /// Moves a mutation to another state if it still is in one of `phases`: of several callers at once, one succeeds.
    ///
    /// A `sending` or `unknown` one moves only for its holder, or for anybody once no process holds it; a `held` one
    /// for anybody. Whoever takes it to `sending` becomes its holder, and it counts as resent unless it was held.
    ///
    /// - Parameters:
    ///   - key: The key of the mutation.
    ///   - phases: The states it may come from.
    ///   - state: The state it goes to.
    ///   - time: The time of the change, to be stored.
    /// - Returns: Whether it was moved; false too for a key that is not stored. Only after `true` may it be sent.
    /// - Throws: `readOnly` or `failed`; it was not moved then.
    func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) async throws(TrackingStorageError) -> Bool

    /// The mutations that are not settled (`held`, `sending`, `unknown`), in the order they were stored.
    func unsettledMutations() async throws(TrackingStorageError) -> [TrackingStorageMutation]

    /// The mutation under a key, settled or not; nil where there is none.
    func mutation(_ key: IdempotencyKey) async throws(TrackingStorageError) -> TrackingStorageMutation?

    /// What was said to a documentation job: the mutation that made it and those that act on it, as far as they are not
    /// repeatable, settled or not, in the order they were stored. Kept as long as the job is tracked.
    func conversation(with id: OperationID) async throws(TrackingStorageError) -> [OutboxEntry]

    /// The mutations that may have arrived without an answer and are never sent again, in the order they were stored,
    /// without those that were put away. One without an operation may have made a job that nobody here knows the id of.
    func uncertainMutations() async throws(TrackingStorageError) -> [OutboxEntry]

    /// Puts away an uncertain mutation that a person has looked into: it stays uncertain, and is not told again.
    ///
    /// - Returns: Whether there was one to put away.
    func dismiss(_ key: IdempotencyKey) async throws(TrackingStorageError) -> Bool

    /// When mutations that are not repeatable went out since a time, by whichever process, refused ones left out: at the
    /// latest, in ascending order.
    func sendTimes(since time: Date) async throws(TrackingStorageError) -> [Date]

    // MARK: Lease

    /// Who polls this profile.
    func lease() async throws(TrackingStorageError) -> LeaseSighting

    /// Takes the lease if it still is exactly as `sighting` says, free or not: when an old one may be taken is the
    /// caller's decision.
    ///
    /// - Returns: The new fence, greater than every one before; nil where somebody was faster or it was renewed.
    func acquireLease(_ sighting: LeaseSighting) async throws(TrackingStorageError) -> LeaseFence?

    /// Renews the lease: its beat changes.
    ///
    /// - Returns: Whether it was held under this fence.
    func renewLease(_ fence: LeaseFence) async throws(TrackingStorageError) -> Bool

    /// Frees the lease if it is held under this fence; otherwise nothing happens.
    func releaseLease(_ fence: LeaseFence) async throws(TrackingStorageError)

    // MARK: Interest

    /// States what this process is interested in, in place of what it stated before. It counts while the process lives.
    func setInterest(_ interest: TrackingInterest) async throws(TrackingStorageError)

    /// What the other living processes stated last, each once.
    func peers() async throws(TrackingStorageError) -> [TrackingPeer]

    // MARK: The rest

    /// Remembers that something was done once, under a name of the caller's choice.
    ///
    /// - Returns: Whether this was the first time.
    func remember(_ name: String) async throws(TrackingStorageError) -> Bool

    /// Whether `remember` was called with this name.
    func remembers(_ name: String) async throws(TrackingStorageError) -> Bool

    /// Keeps the first page of a list, in place of the one before.
    func saveFirstPage(
        _ page: ResourcePage, of kind: ResourceKind, at time: Date
    ) async throws(TrackingStorageError)

    /// The first page that was saved last; nil where there is none, or none that can be read.
    func firstPage(of kind: ResourceKind) async throws(TrackingStorageError) -> StoredPage?
}
