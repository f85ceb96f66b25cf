package import Foundation
package import MintDomain

/// The process's only poller, from which all panes, dialogs and commands read tracked operations.
///
/// `PollSchedule` decides what to poll when; the actor executes it, and saves and publishes the results. Rows are
/// published after the attempt to save them, so that a restart knows everything shown; if saving fails, they are
/// published with `storeProblem` and saved with the next change. Requests are sent only while `run()` is running;
/// everything else works without it.
package actor OperationPoller {
    /// Reads one operation from the server.
    ///
    /// Throws `ReadFailure`, or `CancellationError` in a canceled task. Any other error counts as an unreachable
    /// server.
    package typealias Fetch = @Sendable (OperationID) async throws -> OperationReading

    let fetch: Fetch
    let storage: any TrackingStorage
    /// The lease for polling; nil if this process is the only one.
    let lease: LeaseKeeper?
    let now: @Sendable () -> Date
    let random: @Sendable () -> Double
    let serverClock: @Sendable () -> ServerClock
    /// The time since the poller was made, as used by the schedule.
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    let signal = WakeSignal()

    var schedule: PollSchedule
    /// The newest rows, published or about to be.
    var rows: [OperationID: TrackedOperation] = [:]
    /// The newest ticket when a response arrived another way than by a ticket.
    var barriers: [OperationID: Int] = [:]
    var interest = TrackingInterest()
    var interestReaders: [AsyncStream<Void>.Continuation] = []
    var visible: [OperationID] = []
    /// The newest interest serial of each other process; nil before the first.
    var peerSerials: [String: Int]?
    var peersSelected: Set<OperationID> = []
    /// Whether the store is still being read; until then, an unknown operation may be stored.
    package internal(set) var isLoading = false
    /// The reason why not everything stored is known, if any.
    var loadProblem: String?
    var loadWaiters: [CheckedContinuation<Void, Never>] = []
    /// The store revision given to `beginLoading`; 0 before. Later changes may be unknown here.
    package internal(set) var storedRevision = 0
    var lastAnswer: Date?
    var link = LinkState.connecting
    /// The start times of requests that have waited long, by number.
    var silentRequests: [Int: Date] = [:]
    var isRunning = false

    var log = ChangeLog()
    var changed: Set<OperationID> = []
    var removed: Set<OperationID> = []
    var hasNews = false
    var isFlushing = false
    var flushWaiters: [CheckedContinuation<Void, Never>] = []
    var storeProblem: String?
    /// Published but not saved, because saving failed.
    var unsaved: Set<OperationID> = []
    /// Published as removed but still stored, because removing failed.
    var unremoved: Set<OperationID> = []
    var subscribers: [AsyncStream<Int>.Continuation] = []

    /// Creates a poller without tracked operations.
    ///
    /// - Parameters:
    ///   - clock: Measures waits; should continue while the machine sleeps.
    ///   - rules: The parameters of the schedule, with the budget.
    ///   - now: The time of day, for `confirmedAt` and transitions.
    ///   - random: Jitter, 0 to 1.
    ///   - serverClock: The current difference to the server's clock.
    ///   - storage: Gets the changed operations; one call at a time.
    ///   - lease: The lease: without it nothing is polled, and responses after its loss are dropped.
    ///   - fetch: Reads one operation; at most `rules.concurrentRequests` run at once.
    package init<C: Clock<Duration>>(
        clock: C, rules: PollRules = PollRules(), now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        serverClock: @escaping @Sendable () -> ServerClock = { ServerClock() },
        storage: any TrackingStorage, lease: LeaseKeeper? = nil, fetch: @escaping Fetch
    ) {
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
        schedule = PollSchedule(rules: rules)
        self.now = now
        self.random = random
        self.serverClock = serverClock
        self.storage = storage
        self.lease = lease
        self.fetch = fetch
    }

    /// Tracks operations; returns when they are saved. Already tracked ids stay unchanged.
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

    /// Untracks operations and removes them from the store; returns when done.
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

    /// Applies the response to a mutation to its operation, tracking it if necessary; returns when it is saved and
    /// published.
    ///
    /// Responses to polls in flight do not overwrite it unless the server changed the operation later; and it does not
    /// overwrite a later change of the server.
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

    /// The newest row of an operation, published or about to be; nil if untracked.
    package func operation(_ id: OperationID) -> TrackedOperation? {
        rows[id]
    }
}
