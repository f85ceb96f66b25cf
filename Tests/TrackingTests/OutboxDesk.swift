import Foundation
import MintDomain
import Synchronization
import TestClock
import Testing

@testable import Tracking

/// The rows of an outbox as they are on disk, shared by all that are opened on it.
final class OutboxDisk: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description = "The disk is full."
    }

    private struct State {
        var rows: [OutboxEntry] = []
        var isFull = false
    }

    private let state = Mutex(State())

    /// In the order they were stored.
    var rows: [OutboxEntry] { state.withLock { $0.rows } }
    /// Writing fails while this is true.
    var isFull: Bool {
        get { state.withLock { $0.isFull } }
        set { state.withLock { $0.isFull = newValue } }
    }

    func insert(_ entry: OutboxEntry) throws -> OutboxEntry {
        try state.withLock { state in
            if state.isFull { throw Failure() }
            if let stored = state.rows.first(where: { $0.key == entry.key }) { return stored }
            state.rows.append(entry)
            return entry
        }
    }

    func compareAndSet(_ key: IdempotencyKey, _ from: OutboxState, _ to: OutboxState) throws -> Bool {
        try state.withLock { state in
            if state.isFull { throw Failure() }
            guard let index = state.rows.firstIndex(where: { $0.key == key }),
                state.rows[index].state.phase == from.phase
            else { return false }
            state.rows[index].state = to
            return true
        }
    }

    func put(_ entry: OutboxEntry) {
        state.withLock { $0.rows.append(entry) }
    }
}

/// A server that answers when the test says so, or at once with a stock of answers; it keeps what it was sent.
final class OutboxServer: Sendable {
    private struct State {
        var sent: [OutboxEntry] = []
        var stock: [OutboxAnswer] = []
        var open: [(key: IdempotencyKey, answer: CheckedContinuation<OutboxAnswer, Never>)] = []
        var waiting: [(count: Int, reached: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// Everything that arrived, in order.
    var sent: [OutboxEntry] { state.withLock { $0.sent } }

    /// Answers to be given at once, one per request; when they are used up, requests wait.
    init(_ stock: OutboxAnswer...) {
        state.withLock { $0.stock = stock }
    }

    func send(_ entry: OutboxEntry) async -> OutboxAnswer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reached = state.withLock { state in
                    state.sent.append(entry)
                    if !state.stock.isEmpty {
                        continuation.resume(returning: state.stock.removeFirst())
                    } else if Task.isCancelled {
                        continuation.resume(returning: Self.cancelled)
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
            answer(entry.key, Self.cancelled)
        }
    }

    /// Answers the oldest request with that key; nothing happens where there is none.
    func answer(_ key: IdempotencyKey, _ answer: OutboxAnswer) {
        let continuation = state.withLock { state in
            state.open.firstIndex { $0.key == key }.map { state.open.remove(at: $0).answer }
        }
        continuation?.resume(returning: answer)
    }

    /// Suspends until so many requests have arrived in all.
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

    private static let cancelled = OutboxAnswer.unanswered("Cancelled.", mayHaveArrived: true, retryAfter: nil)
}

/// An outbox on a disk, a server and a clock in the hands of a test. Jitter is always zero.
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
            clock: clock,
            parts: OutboxParts(
                makeKey: { try #require(IdempotencyKey("\(keys)-\(journal.nextNumber())")) },
                prepare: { mutation, key in
                    try mutation.validate()
                    return OutboxEntry(
                        key: key, path: "/v1/operations/\(mutation.operationID?.rawValue ?? "new"):\(mutation.verb)",
                        body: "{}", operationID: mutation.operationID, verb: mutation.verb,
                        createdAt: date(clock.now.offset.inSeconds), isRepeatable: mutation.isRepeatable)
                },
                insert: { entry in
                    let stored = try disk.insert(entry)
                    journal.note("insert \(entry.key)")
                    return stored
                },
                compareAndSet: { key, from, to in
                    let isDone = try disk.compareAndSet(key, from, to)
                    journal.note("\(from.phase) > \(to.phase)\(isDone ? "" : " taken")")
                    return isDone
                },
                send: { entry in
                    journal.note("send \(entry.key)")
                    return await server.send(entry)
                },
                absorb: { journal.note("absorb \($0.operation.id)") },
                reread: { journal.note("reread \($0)") },
                now: { date(clock.now.offset.inSeconds) }, random: { 0 }))
    }

    /// Runs the outbox beside the body, and ends it after it.
    func running(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// The first step of that kind which comes after the stream was opened.
    func first(
        _ events: AsyncStream<OutboxEvent>, where matches: (OutboxEvent.Step) -> Bool
    ) async throws -> OutboxEvent {
        for await event in events where matches(event.step) { return event }
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

/// What an outbox asked for, in order.
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
