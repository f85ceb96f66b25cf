import Synchronization

/// A clock that advances only on demand.
///
/// It starts at zero. Sleepers wake in the order of their deadlines, equal ones in the order in which they fell asleep.
/// Safe to use from any task.
package final class ManualClock: Clock {
    /// A point on the clock.
    package struct Instant: InstantProtocol {
        /// The time since the start of the clock.
        package var offset: Duration

        package init(offset: Duration) {
            self.offset = offset
        }

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        var number: Int
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        var number: Int
        var count: Int
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var lastNumber = 0
        var totalSleeps = 0
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []

        mutating func nextNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    private let state = Mutex(State())

    /// Creates a clock at zero.
    package init() {}

    /// The current time.
    package var now: Instant { state.withLock { $0.now } }
    /// Every difference counts.
    package var minimumResolution: Duration { .zero }

    /// The number of sleeping tasks.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The number of all sleeps on this clock; a sleep with a past deadline does not count.
    package var totalSleepCount: Int { state.withLock { $0.totalSleeps } }

    /// The earliest deadline; nil without sleepers.
    package var nextDeadline: Instant? {
        state.withLock { state in state.sleepers.map(\.deadline).min() }
    }

    /// Suspends until the clock reaches `deadline`.
    ///
    /// - Throws: `CancellationError` if the task is canceled before, at or during the suspension; a task that was woken
    ///   first is not affected.
    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.withLock { $0.nextNumber() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(Sleeper(number: number, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.number == number }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Advances the clock and wakes sleepers whose deadline has come. The duration must not be negative.
    package func advance(by duration: Duration) {
        advance(to: now.advanced(by: duration))
    }

    /// Advances the clock to `instant`, which must not be in the past, and wakes sleepers whose deadline has come.
    package func advance(to instant: Instant) {
        let woken = state.withLock { state in
            precondition(instant >= state.now, "A manual clock does not run backwards.")
            state.now = instant
            let due = state.sleepers.filter { $0.deadline <= instant }
            state.sleepers.removeAll { $0.deadline <= instant }
            return due.sorted { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
        }
        for sleeper in woken {
            sleeper.continuation.resume()
        }
    }

    /// Suspends until at least `count` tasks are asleep.
    ///
    /// - Throws: `CancellationError` if the waiting task is canceled first.
    package func waitForSleepers(_ count: Int = 1) async throws {
        let number = state.withLock { $0.nextNumber() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                watch(Watcher(number: number, count: count, continuation: continuation))
            }
        } onCancel: {
            let watcher = state.withLock { state in
                state.watchers.firstIndex { $0.number == number }.map { state.watchers.remove(at: $0) }
            }
            watcher?.continuation.resume(throwing: CancellationError())
        }
    }

    // Cancellation is read under the lock that the handler takes too: either it is seen here, or the handler finds the
    // stored entry.
    private func fallAsleep(_ sleeper: Sleeper) {
        let (result, satisfied): (Result<Void, any Error>?, [Watcher]) = state.withLock { state in
            if Task.isCancelled { return (.failure(CancellationError()), []) }
            if sleeper.deadline <= state.now { return (.success(()), []) }
            state.sleepers.append(sleeper)
            state.totalSleeps += 1
            let satisfied = state.watchers.filter { $0.count <= state.sleepers.count }
            state.watchers.removeAll { $0.count <= state.sleepers.count }
            return (nil, satisfied)
        }
        if let result { sleeper.continuation.resume(with: result) }
        for watcher in satisfied {
            watcher.continuation.resume()
        }
    }

    private func watch(_ watcher: Watcher) {
        let result: Result<Void, any Error>? = state.withLock { state in
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.sleepers.count >= watcher.count { return .success(()) }
            state.watchers.append(watcher)
            return nil
        }
        if let result { watcher.continuation.resume(with: result) }
    }
}
