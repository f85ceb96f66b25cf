package import Foundation
package import MintDomain

/// The one poller of the process: every pane, dialog and command reads tracked operations from here.
///
/// `PollSchedule` decides what is asked when; the actor carries it out, keeps the newest truth, has it saved and
/// publishes it. Something is published only after the attempt to save it, so that nothing is shown that a restart
/// would not know; where saving fails, it is published with `storeProblem`, and saved with the next change.
/// Requests go out only while `run()` is running; everything else works without it.
package actor OperationPoller {
    /// Asks the server about one operation.
    ///
    /// Throws `ReadFailure`, or `CancellationError` where the task is cancelled. Any other error counts as a server
    /// that cannot be reached.
    package typealias Fetch = @Sendable (OperationID) async throws -> OperationReading
    /// Saves the given operations, whole, in one transaction.
    package typealias Save = @Sendable ([TrackedOperation]) async throws -> Void
    /// Removes what is saved of operations that are tracked no more.
    package typealias Remove = @Sendable ([OperationID]) async throws -> Void

    let fetch: Fetch
    let save: Save
    let remove: Remove
    let now: @Sendable () -> Date
    let random: @Sendable () -> Double
    let serverClock: @Sendable () -> ServerClock
    /// The time since the poller was made, as the schedule counts it.
    let elapsed: @Sendable () -> Duration
    /// Suspends until a time as the schedule counts it.
    let sleep: @Sendable (Duration) async throws -> Void
    let signal = WakeSignal()

    var schedule: PollSchedule
    /// The newest truth, published or about to be.
    var rows: [OperationID: TrackedOperation] = [:]
    /// The newest ticket at the time an answer came by another way than a ticket.
    var barriers: [OperationID: Int] = [:]
    /// What is asked for here.
    var interest = TrackingInterest()
    var interestReaders: [AsyncStream<Void>.Continuation] = []
    var visible: [OperationID] = []
    /// The newest interest of each other process; nil before the first news of them.
    var peerSerials: [String: Int]?
    var peersSelected: Set<OperationID> = []
    /// Whether the store is still being read: what is not known here may be stored all the same.
    package internal(set) var isLoading = false
    /// Why not everything that is stored is known.
    var loadProblem: String?
    var loadWaiters: [CheckedContinuation<Void, Never>] = []
    /// The revision of the store that `beginLoading` gave; 0 before. What changed since may be unknown here.
    package internal(set) var storedRevision = 0
    var lastAnswer: Date?
    var link = LinkState.connecting
    var isRunning = false

    var log = ChangeLog()
    var changed: Set<OperationID> = []
    var removed: Set<OperationID> = []
    var hasNews = false
    var isFlushing = false
    var flushWaiters: [CheckedContinuation<Void, Never>] = []
    var storeProblem: String?
    /// Published, but not saved yet, because saving failed.
    var unsaved: Set<OperationID> = []
    /// Published as removed, but still in the store, because removing failed.
    var unremoved: Set<OperationID> = []
    var subscribers: [AsyncStream<Int>.Continuation] = []

    /// Makes a poller that tracks nothing yet.
    ///
    /// - Parameters:
    ///   - clock: Measures waits; should go on while the machine sleeps.
    ///   - rules: The numbers of the schedule, the budget among them.
    ///   - now: The time of day, for `confirmedAt` and transitions.
    ///   - random: Jitter, 0 to 1.
    ///   - serverClock: How far the server's clock is from ours by now.
    ///   - fetch: Asks the server about one operation; at most `rules.concurrentRequests` run at once.
    ///   - save: Saves changed operations; never called twice at once.
    ///   - remove: Removes forgotten operations; never called at once with `save`.
    package init<C: Clock<Duration>>(
        clock: C, rules: PollRules = PollRules(), now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        serverClock: @escaping @Sendable () -> ServerClock = { ServerClock() },
        fetch: @escaping Fetch, save: @escaping Save, remove: @escaping Remove
    ) {
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
        schedule = PollSchedule(rules: rules)
        self.now = now
        self.random = random
        self.serverClock = serverClock
        self.fetch = fetch
        self.save = save
        self.remove = remove
    }

    /// Starts to track operations; returns when they are saved. Ids that are tracked already stay as they are.
    package func track(_ ids: [OperationID]) async {
        await untilLoaded()
        let time = now()
        for id in ids where rows[id] == nil {
            rows[id] = TrackedOperation(id: id, trackedAt: time)
            barriers[id] = schedule.lastNumber
            changed.insert(id)
            schedule.track(id, known: nil, now: elapsed())
        }
        signal.wake()
        await flush()
    }

    /// Stops tracking operations and removes them from the store; returns when that is done.
    package func forget(_ ids: [OperationID]) async {
        await untilLoaded()
        for id in ids where rows[id] != nil {
            rows[id] = nil
            barriers[id] = nil
            schedule.forget(id)
            changed.remove(id)
            removed.insert(id)
        }
        signal.wake()
        await flush()
    }

    /// Takes the answer to a mutation as news of its operation; returns when it is saved and published.
    ///
    /// Answers to polls that were on the wire meanwhile do not overwrite it, unless the server changed the operation
    /// later than this answer says; and it does not overwrite what the server changed later. An operation that was
    /// not tracked is from now on.
    package func absorb(_ reading: OperationReading) async {
        await untilLoaded()
        let id = reading.operation.id
        let time = now()
        var row = rows[id] ?? TrackedOperation(id: id, trackedAt: time)
        var progress = row.progress(at: time)
        if !row.isNewer(than: reading) { progress = take(reading, into: &row, at: time) }
        rows[id] = row
        changed.insert(id)
        barriers[id] = schedule.lastNumber
        schedule.observed(
            row.operation ?? reading.operation, progress: progress, retryAfter: reading.retryAfter, now: elapsed())
        noteAnswer(at: time)
        signal.wake()
        await flush()
    }

    /// What is tracked under this id, as it was last published or is about to be; nil where it is not tracked.
    package func operation(_ id: OperationID) -> TrackedOperation? {
        rows[id]
    }
}
