import Foundation
import MintDomain
import Synchronization
import TestClock
import TestStorage
import Testing

@testable import Tracking

/// The stored rows of an outbox, shared by all outboxes on it.
final class OutboxDisk: Sendable {
    private struct State {
        var rows: [OutboxEntry] = []
        var isFull = false
    }

    private let state = Mutex(State())

    /// In the order of their insertion.
    var rows: [OutboxEntry] { state.withLock { $0.rows } }
    /// Writing fails while this is true.
    var isFull: Bool {
        get { state.withLock { $0.isFull } }
        set { state.withLock { $0.isFull = newValue } }
    }

    /// As `TrackingStorage.insert`; every row belongs to the caller.
    func insert(_ entry: OutboxEntry) throws(TrackingStorageError) -> OutboxInsertion {
        try state.withLock { state throws(TrackingStorageError) in
            if state.isFull { throw diskFull }
            if let stored = state.rows.first(where: { $0.key == entry.key }) {
                return OutboxInsertion(entry: stored, isEarlier: true)
            }
            var insertion = OutboxInsertion(entry: entry)
            for index in state.rows.indices where state.rows[index].isUnsettled(about: entry.operationID) {
                guard entry.mutation.mayFollow(state.rows[index].mutation) else {
                    throw TrackingStorageError.undecided(
                        TrackingStorageMutation(entry: state.rows[index], holder: .me))
                }
                if state.rows[index].state.phase == .held {
                    state.rows[index].state = .canceled
                    insertion.replaced = state.rows[index].key
                } else if entry.state == .sending {
                    insertion.entry.state = .held(until: entry.createdAt)
                }
            }
            state.rows.append(insertion.entry)
            return insertion
        }
    }

    /// As `TrackingStorage.transition`, in the name of `holder`.
    func compareAndSet(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to: OutboxState,
        holder: OutboxHolder = .me
    ) throws(TrackingStorageError) -> OutboxTransition {
        try state.withLock { state throws(TrackingStorageError) in
            if state.isFull { throw diskFull }
            guard let index = state.rows.firstIndex(where: { $0.key == key }),
                phases.contains(state.rows[index].state.phase)
            else { return .notMoved }
            let first = state.rows.first { $0.isUnsettled(about: state.rows[index].operationID) }
            if state.rows[index].state.phase == .held, to == .sending, let first, first.key != key {
                return .blocked(TrackingStorageMutation(entry: first, holder: holder))
            }
            state.rows[index].state = to
            // A store has no time of the next attempt.
            if case .waiting(let reason, _) = to { state.rows[index].state = .waiting(reason) }
            return .moved
        }
    }

    func put(_ entry: OutboxEntry) {
        state.withLock { $0.rows.append(entry) }
    }
}

extension OutboxEntry {
    fileprivate func isUnsettled(about id: OperationID?) -> Bool {
        id != nil && operationID == id && !state.phase.isFinal
    }
}

let silence = OutboxAnswer.unanswered("Silence.", mayHaveArrived: true, retryAfter: nil)

func taken(_ id: OperationID) -> OutboxAnswer { .accepted(reading(id, .running)) }

/// The default preview of operations.
let shown = PreviewStage(number: 1, changedAt: date(0), path: "https://cdn.example.test/preview-0.png")

/// An operation with a preview that needs review, or with another status.
func showing(
    _ id: OperationID, _ stage: PreviewStage = shown, status: OperationStatus = .previewReady
)
    -> TrackedOperation
{
    var row = TrackedOperation(id: id, trackedAt: date(0))
    var operation = MintDomain.Operation(id: id, kind: .modelGeneration, status: status)
    operation.updatedAt = stage.changedAt
    if let path = stage.path { operation.assets = [Asset(name: "previewImage", url: path)] }
    row.operation = operation
    return row
}

/// A server that answers on demand, or at once from prepared answers; it records the requests.
final class OutboxServer: Sendable {
    private struct State {
        var sent: [OutboxEntry] = []
        var stock: [OutboxAnswer] = []
        var readings: [OutboxReading] = []
        var open: [(key: IdempotencyKey, answer: CheckedContinuation<OutboxAnswer, Never>)] = []
        var waiting: [(count: Int, reached: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// All requests in order.
    var sent: [OutboxEntry] { state.withLock { $0.sent } }

    /// The answers to give at once, one per request; after them, requests wait.
    init(_ stock: OutboxAnswer...) {
        state.withLock { $0.stock = stock }
    }

    /// Sets the next readings; after them each operation shows the default preview.
    func willRead(_ readings: OutboxReading...) {
        state.withLock { $0.readings += readings }
    }

    func read(_ id: OperationID) -> OutboxReading {
        state.withLock { $0.readings.isEmpty ? .read(showing(id)) : $0.readings.removeFirst() }
    }

    func send(_ entry: OutboxEntry) async -> OutboxAnswer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reached = state.withLock { state in
                    state.sent.append(entry)
                    if !state.stock.isEmpty {
                        continuation.resume(returning: state.stock.removeFirst())
                    } else if Task.isCancelled {
                        continuation.resume(returning: Self.canceled)
                    } else {
                        state.open.append((entry.key, continuation))
                    }
                    let reached = state.waiting.filter { $0.count <= state.sent.count }
                    state.waiting.removeAll { $0.count <= state.sent.count }
                    return reached
                }
                for one in reached { one.reached.resume() }
            }
        } onCancel: {
            answer(entry.key, Self.canceled)
        }
    }

    /// Answers the oldest request with that key, if any.
    func answer(_ key: IdempotencyKey, _ answer: OutboxAnswer) {
        let continuation = state.withLock { state in
            state.open.firstIndex { $0.key == key }.map { state.open.remove(at: $0).answer }
        }
        continuation?.resume(returning: answer)
    }

    /// Suspends until that many requests have arrived in total.
    func waitForRequests(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.sent.count >= count { return true }
                state.waiting.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    private static let canceled = OutboxAnswer.unanswered("Canceled.", mayHaveArrived: true, retryAfter: nil)
}

/// An outbox with a disk, a server and a clock controlled by a test. Jitter is always zero.
struct OutboxDesk {
    let clock: ManualClock
    let disk: OutboxDisk
    let server: OutboxServer
    let journal = OutboxJournal()
    let outbox: Outbox

    init(
        _ server: OutboxServer = OutboxServer(), disk: OutboxDisk = OutboxDisk(), clock: ManualClock = ManualClock(),
        keys: String = "key"
    ) {
        (self.clock, self.disk, self.server) = (clock, disk, server)
        let journal = journal
        outbox = Outbox(
            clock: clock, storage: JournaledDisk(disk: disk, journal: journal),
            parts: OutboxParts(
                makeKey: { try #require(IdempotencyKey("\(keys)-\(journal.nextNumber())")) },
                prepare: { mutation, key in
                    try mutation.validate()
                    return OutboxEntry(
                        key: key, mutation: mutation,
                        path: "/v1/operations/\(mutation.operationID?.rawValue ?? "new"):\(mutation.verb)",
                        body: "{}", createdAt: date(clock.now.offset.inSeconds))
                },
                read: { server.read($0) },
                send: { entry in
                    journal.note("send \(entry.key)")
                    return await server.send(entry)
                },
                name: { $0.rawValue },
                absorb: { journal.note("absorb \($0.operation.id)") },
                reread: { journal.note("reread \($0)") },
                now: { date(clock.now.offset.inSeconds) }, random: { 0 }))
    }

    /// Advances time in steps, so that the outbox wakes as often as it would.
    func pass(_ duration: Duration) async throws {
        let end = clock.now.advanced(by: duration)
        while let next = clock.nextDeadline, next < end {
            let sleeps = clock.totalSleepCount
            clock.advance(to: next)
            while clock.totalSleepCount == sleeps { await Task.yield() }
        }
        clock.advance(to: end)
    }

    /// Runs the outbox while the body runs, and ends it afterward.
    func running(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// The first event with such a state since the stream was opened.
    func first(
        _ events: AsyncStream<OutboxEvent>, where matches: (OutboxState) -> Bool
    ) async throws -> OutboxEvent {
        for await event in events where event.departure == nil && matches(event.entry.state) { return event }
        throw CancellationError()
    }

    /// The first event of that departure since the stream was opened.
    func first(
        _ events: AsyncStream<OutboxEvent>, departing departure: OutboxEvent.Departure
    ) async throws -> OutboxEvent {
        for await event in events where event.departure == departure { return event }
        throw CancellationError()
    }

    func stored(_ submission: Outbox.Submission) throws -> IdempotencyKey {
        guard case .stored(let key) = submission else {
            Issue.record("\(submission)")
            throw CancellationError()
        }
        return key
    }
}

extension OutboxState {
    /// Whether a decision waits for its next attempt.
    var isRetry: Bool {
        switch self {
        case .waiting, .held(_, because: _?): true
        default: false
        }
    }
}

/// A disk whose calls are recorded.
private struct JournaledDisk: StubStorage {
    let disk: OutboxDisk
    let journal: OutboxJournal

    func insert(_ entry: OutboxEntry) throws(TrackingStorageError) -> OutboxInsertion {
        let stored = try disk.insert(entry)
        journal.note("insert \(entry.key)")
        return stored
    }

    func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) throws(TrackingStorageError) -> OutboxTransition {
        let result = try disk.compareAndSet(key, from: phases, to: state)
        let before = phases.map { "\($0)" }.joined()
        journal.note("\(before) > \(state.phase)\(result == .moved ? "" : " taken")")
        return result
    }
}

/// The calls of an outbox, in order.
final class OutboxJournal: Sendable {
    private let entries = Mutex<[String]>([])
    private let number = Mutex(0)

    var all: [String] { entries.withLock { $0 } }

    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    func nextNumber() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
