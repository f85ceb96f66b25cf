import Synchronization
import TestClock
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ManualClockTests {
    @Test func wakesThoseWhoseDeadlineHasComeAndNobodyElse() async throws {
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in [3, 1, 2, 9] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    return seconds
                }
            }
            try await clock.waitForSleepers(4)
            clock.advance(by: .seconds(3))
            var woken: Set<Int> = []
            for _ in 0..<3 {
                if let next = try await group.next() { woken.insert(next) }
            }
            #expect(woken == [1, 2, 3])
            #expect(clock.sleeperCount == 1)
            #expect(clock.nextDeadline?.offset == .seconds(9))
            clock.advance(to: ManualClock.Instant(offset: .seconds(9)))
            #expect(try await group.next() == 9)
        }
        #expect(clock.totalSleepCount == 4)
    }

    @Test func aDeadlineThatHasPassedDoesNotSuspend() async throws {
        let clock = ManualClock()
        clock.advance(by: .seconds(5))
        try await clock.sleep(until: ManualClock.Instant(offset: .seconds(5)), tolerance: nil)
        #expect(clock.totalSleepCount == 0)
    }

    @Test func cancellationBeforeTheSleepThrows() async {
        let clock = ManualClock()
        let sleeper = Task {
            while !Task.isCancelled { await Task.yield() }
            try await clock.sleep(for: .seconds(1))
        }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test func cancellationDuringTheSleepThrows() async throws {
        let clock = ManualClock()
        let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
        try await clock.waitForSleepers()
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test func cancellationAfterTheWakeUpChangesNothing() async throws {
        let clock = ManualClock()
        let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(1))
        sleeper.cancel()
        try await sleeper.value
    }

    @Test func theOneWhoWaitsForSleepersCanBeCanceled() async {
        let clock = ManualClock()
        let watcher = Task { try await clock.waitForSleepers() }
        watcher.cancel()
        await #expect(throws: CancellationError.self) { try await watcher.value }
    }
}
