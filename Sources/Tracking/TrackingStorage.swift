package import Foundation
package import MintDomain

/// The storage of the poller, the dashboard and the outbox, for one profile.
///
/// The contract, which every implementation must keep (the conformance tests check it):
///
/// - **Several processes** may use one storage at once, each through its own object; everything below holds between
///   processes as between tasks. An object is bound to one profile: profiles never see each other.
/// - **Each call is atomic.** A write that returned survives a crash of any process; one that threw changed nothing. A
///   write that began ends, even if the calling task is canceled.
/// - **Order.** Each write that changes operations or the outbox makes a new revision; revisions only grow. A reader
///   that asks for the changes since the revision it has, again and again, has exactly the stored state in the end.
/// - **Notices** only announce possible changes: they may be spurious or merged, but one follows each committed write
///   of any process within a second.
/// - **Time** is only ever stored and compared with stored times: no call depends on the time of day, nor on equal clocks of processes
///   or machines.
/// - Errors are `TrackingStorageError`. If writing is impossible, writes throw `readOnly` and reads still work.
package protocol TrackingStorage: Sendable {
    var profile: ProfileID { get }

    // MARK: Operations

    /// Returns all tracked operations, the longest tracked first, each with all its transitions.
    func tracked() async throws(TrackingStorageError) -> [TrackedOperation]

    /// Returns the operations that a query selects, each with all its transitions. The number of reads is fixed.
    func operations(_ query: OperationQuery) async throws(TrackingStorageError) -> [TrackedOperation]

    /// Returns the numbers of operations that a query selects.
    func counts(_ query: OperationQuery) async throws(TrackingStorageError) -> OperationCounts

    func isTracked(_ id: OperationID) async throws(TrackingStorageError) -> Bool

    /// Returns the first rows of a list, without duplicates, and their revision: up to `limit` operations of each status
    /// that needs a decision or is in progress, and of the latest changes. The cost depends on the limit only.
    func firstRows(limit: Int) async throws(TrackingStorageError) -> (rows: [TrackedOperation], revision: Int)

    /// Reads all tracked operations consistently, in portions of `size` rows, latest change first.
    ///
    /// Calls `take` on any thread, also with empty portions, until it returns false. After an error, earlier portions
    /// remain valid.
    func readPortions(
        size: Int, _ take: @escaping @Sendable ([TrackedOperation]) -> Bool
    ) async throws(TrackingStorageError)

    /// Returns the changes since a revision, consistently; everything for 0. Costs in proportion to the changes.
    func changes(since revision: Int) async throws(TrackingStorageError) -> TrackingStorageChanges

    /// Returns the last revision up to which every change after `revision` was written by this object, which therefore
    /// need not read it; `revision` itself for 0, and if the next change is not known to be its own.
    func ownWrites(after revision: Int) -> Int

    /// Returns a separate stream for each caller, with one notice at once; it keeps one notice for a slow reader.
    ///
    /// Costs no timer and no request while nothing changes. Ends when the reading task is canceled, or with the
    /// storage.
    func notices() -> AsyncStream<Void>

    /// Tracks operations; already tracked ones stay unchanged.
    func track(_ ids: [OperationID], at time: Date) async throws(TrackingStorageError)

    /// Saves operations, new and known, and their new transitions in order, all or nothing.
    ///
    /// An earlier server state (by `updatedAt`) never replaces a later one, and a row without a response never replaces
    /// one with a response: such a row is skipped, and `changes(since:)` returns the stored one. Stored transitions
    /// never change.
    ///
    /// - Parameters:
    ///   - operations: The rows, each with all its transitions, oldest first.
    ///   - fence: The lease of the poll; nil for writes that need none, such as the response to a mutation.
    /// - Throws: `leaseLost` if the lease is no longer held under this fence; then nothing was saved.
    func save(_ operations: [TrackedOperation], fence: LeaseFence?) async throws(TrackingStorageError)

    /// Removes operations and their transitions; unknown ids are ignored. Stage durations stay.
    func forget(_ ids: [OperationID]) async throws(TrackingStorageError)

    /// Returns at most `limit` durations of stages in this profile, latest end first; including those of removed
    /// operations.
    func stageDurations(limit: Int) async throws(TrackingStorageError) -> [StageSample]

    // MARK: Outbox

    /// Stores a decision before it is sent, with the caller as its holder.
    ///
    /// There is one unsettled decision per operation. A cancel is the exception (`Mutation.mayFollow`): in the same
    /// write it withdraws one that is `held`, of whatever process; behind one that may have been sent it is stored as
    /// `held`.
    ///
    /// - Returns: The stored entry, or the older one with the same key, method, path and body.
    /// - Throws: `keyInUse` if the key belongs to another request; `undecided` if another decision about the operation
    ///   is unsettled.
    func insert(_ entry: OutboxEntry) async throws(TrackingStorageError) -> OutboxInsertion

    /// Moves a mutation to another state if it is still in one of `phases`: of several callers at once, one succeeds.
    ///
    /// A `sending` or `waiting` one moves only for its holder, or for any process once no live one holds it; a `held`
    /// one for any process. The process that moves it to `sending` becomes its holder, and it counts as resent unless
    /// it was held. A `held` one is not moved to `sending` while an earlier decision about its operation is unsettled.
    ///
    /// - Parameters:
    ///   - key: The key of the mutation.
    ///   - phases: The allowed current states.
    ///   - state: The new state.
    ///   - time: The time of the change, to be stored.
    /// - Returns: Whether it was moved; `notMoved` for an unknown key. Only after `moved` may it be sent.
    /// - Throws: `readOnly` or `failed`; then it was not moved.
    func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) async throws(TrackingStorageError) -> OutboxTransition

    /// Returns the unsettled mutations (`held`, `sending`, `waiting`) in stored order.
    func unsettledMutations() async throws(TrackingStorageError) -> [TrackingStorageMutation]

    /// Returns the mutation under a key, settled or not, if any.
    func mutation(_ key: IdempotencyKey) async throws(TrackingStorageError) -> TrackingStorageMutation?

    /// Returns the messages to a documentation job: the mutation that created it and those that act on it, if not
    /// repeatable, settled or not, in stored order. Kept as long as the job is tracked.
    func conversation(with id: OperationID) async throws(TrackingStorageError) -> [OutboxEntry]

    /// Returns the mutations that may have arrived without a response and are never sent again, in stored order,
    /// without dismissed ones. One without an operation may have created a job of unknown id.
    func uncertainMutations() async throws(TrackingStorageError) -> [OutboxEntry]

    /// Dismisses an uncertain mutation that the user has checked: it stays uncertain, but is no longer reported.
    ///
    /// - Returns: Whether there was one to dismiss.
    func dismiss(_ key: IdempotencyKey) async throws(TrackingStorageError) -> Bool

    /// Returns the latest possible send times, since `time`, of the unrepeatable mutations of all processes, ascending.
    /// Refused mutations do not count.
    func sendTimes(since time: Date) async throws(TrackingStorageError) -> [Date]

    // MARK: Notifications

    /// Turns notifications of tracked operations on or off; untracking removes them.
    func setWatched(_ ids: [OperationID], _ isWatched: Bool) async throws(TrackingStorageError)

    func watched() async throws(TrackingStorageError) -> Set<OperationID>

    /// Claims the notifications up to a transition: of several processes that see the same transitions, the first that
    /// claims one sends its notification.
    ///
    /// - Returns: The number up to which others claimed before; 0 for none. Only later transitions are the caller's.
    func takeOnTelling(upTo sequence: Int) async throws(TrackingStorageError) -> Int

    // MARK: History

    /// Adds an event. Writes of transitions and of decisions add their events themselves.
    func add(_ entry: ActivityEntry) async throws(TrackingStorageError)

    /// Returns the events since a time, newest first, at most `limit`; also of removed operations.
    func activity(since time: Date, limit: Int) async throws(TrackingStorageError) -> [ActivityEntry]

    /// Adds a sample, unless its amounts are those of the newest one.
    func add(_ sample: CreditSample) async throws(TrackingStorageError)

    /// Returns the samples since a time, oldest first.
    func creditSamples(since time: Date) async throws(TrackingStorageError) -> [CreditSample]

    // MARK: Lease

    func lease() async throws(TrackingStorageError) -> LeaseSighting

    /// Takes the lease if it is still exactly as `sighting` says, free or not: the caller decides when an old one may
    /// be taken.
    ///
    /// - Returns: The new fence, greater than every earlier one; nil if another process was faster or it was renewed.
    func acquireLease(_ sighting: LeaseSighting) async throws(TrackingStorageError) -> LeaseFence?

    /// Renews the lease: its beat changes.
    ///
    /// - Returns: Whether it was held under this fence.
    func renewLease(_ fence: LeaseFence) async throws(TrackingStorageError) -> Bool

    func releaseLease(_ fence: LeaseFence) async throws(TrackingStorageError)

    // MARK: Interest

    /// Replaces the interest of this process. It counts while the process lives.
    func setInterest(_ interest: TrackingInterest) async throws(TrackingStorageError)

    func peers() async throws(TrackingStorageError) -> [TrackingPeer]

    // MARK: The rest

    /// Records once that something was done, under a name.
    ///
    /// - Returns: Whether this was the first time.
    func remember(_ name: String) async throws(TrackingStorageError) -> Bool

    /// Reverts `remember`, so that its next call is a first one again; an unknown name is ignored.
    func unremember(_ name: String) async throws(TrackingStorageError)

    /// Whether `remember` was called with this name.
    func remembers(_ name: String) async throws(TrackingStorageError) -> Bool

    func saveFirstPage(
        _ page: ResourcePage, of kind: ResourceKind, at time: Date
    ) async throws(TrackingStorageError)

    func firstPage(of kind: ResourceKind) async throws(TrackingStorageError) -> StoredPage?
}
