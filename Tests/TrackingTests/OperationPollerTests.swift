import Foundation
import MintDomain
import Synchronization
import TestClock
import Testing

@testable import Tracking

/// A poller with its clock, server and store, controlled by a test.
struct PollerBench {
    let clock = ManualClock()
    let server = ScriptedServer()
    let store = RecordingStore()
    let poller: OperationPoller

    init(rules: PollRules = PollRules()) {
        let (clock, server, store) = (clock, server, store)
        poller = OperationPoller(
            clock: clock, rules: rules, now: { date(clock.now.offset.inSeconds) }, random: { 0 },
            storage: store, fetch: server.fetch)
    }

    /// Runs the poller while `body` runs; fails if it does not end with its task.
    func running<Value: Sendable>(_ body: @Sendable @escaping () async throws -> Value) async throws -> Value {
        let run = Task { await poller.run() }
        do {
            let value = try await body()
            run.cancel()
            await run.value
            return value
        } catch {
            run.cancel()
            await run.value
            throw error
        }
    }

    /// Waits until the published state satisfies `isReached`, and returns everything published.
    @discardableResult
    func published(_ isReached: (TrackingChanges) -> Bool) async throws -> TrackingChanges {
        for await _ in await poller.updates() {
            let changes = await poller.changes(since: 0)
            if isReached(changes) { return changes }
        }
        throw CancellationError()
    }
}

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerTests {
    @Test func pollsUntilTheEndAndKeepsEachStatus() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        let row = try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.queued)
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().answer(.running)
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().answer(.succeeded)
            return try await bench.poller.wait(for: [id]) { $0.operation?.status.isFinal == true }
        }
        #expect(row.first?.transitions.map(\.to) == [.queued, .running, .succeeded])
        #expect(row.first?.transitions.map(\.at) == [date(0), date(2), date(4)])
        #expect(row.first?.confirmedAt == date(4))
        #expect(await bench.store.rows[id] == row.first)
    }

    @Test func trackingOneIdTwiceMakesOneRequest() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        try await bench.running {
            await bench.poller.track([ids[0]])
            let request = try await bench.server.next()
            await bench.poller.track([ids[0], ids[0]])
            await bench.poller.refresh([ids[0]])
            await bench.poller.track([ids[1]])
            #expect(try await bench.server.next().id == ids[1])
            #expect(bench.server.requestCount == 2)
            request.answer(.succeeded)
        }
    }

    @Test func withNothingDueThereIsNoTimer() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        var ended = TrackedOperation(id: ids[0], trackedAt: date(-100))
        ended.apply(reading(ids[0], .succeeded), at: date(-50))
        try await bench.running { [ended] in
            await bench.poller.load([ended])
            bench.clock.advance(by: .seconds(3600))
            // The loop has completed one more round when this one is polled.
            await bench.poller.track([ids[1]])
            try await bench.server.next().answer(.failed)
            _ = try await bench.poller.wait(for: [ids[1]]) { $0.operation != nil }
            bench.clock.advance(by: .seconds(3600))
            await bench.poller.refresh([ids[0]])
            try await bench.server.next().answer(.succeeded)
            try await bench.published { $0.upserted.first { $0.id == ids[0] }?.confirmedAt == date(7200) }
        }
        #expect(bench.clock.totalSleepCount == 0)
        #expect(bench.server.requestCount == 2)
    }

    @Test func newWorkInterruptsTheSleep() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        try await bench.running {
            await bench.poller.track([ids[0]])
            try await bench.server.next().answer(.previewReady)
            try await bench.clock.waitForSleepers()
            await bench.poller.track([ids[1]])
            let request = try await bench.server.next()
            #expect(request.id == ids[1])
            #expect(bench.clock.now.offset == .zero)
            request.answer(.succeeded)
        }
        #expect(bench.clock.sleeperCount == 0)
    }

    @Test func aFailureKeepsTheDataAndRecoveryClearsIt() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.running)
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().fail(.unreachable("no route"))
            let failed = try await bench.published { $0.upserted.first?.problem != nil }
            #expect(failed.upserted.first?.operation?.status == .running)
            #expect(failed.upserted.first?.confirmedAt == date(0))
            #expect(
                failed.link
                    == .retrying(problem: .unreachable("no route"), retryAt: date(4), lastAnswer: date(0)))
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().answer(.running)
            let recovered = try await bench.published { $0.upserted.first?.problem == nil }
            #expect(recovered.upserted.first?.confirmedAt == date(4))
            #expect(recovered.link == .live(since: date(4)))
        }
    }

    @Test func aConnectionThatBrokeOnceIsNotShownAsAProblem() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.running)
            try await bench.published { $0.upserted.first?.operation != nil }
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            let broken = ReadFailure(.unreachable("broke"), isBrokenConnection: true)
            try await bench.server.next().answer(.failure(broken))
            let again = try await bench.server.next()
            let changes = await bench.poller.changes(since: 0)
            #expect(changes.link == .live(since: date(0)))
            #expect(changes.upserted.first?.problem == nil)
            again.answer(.failure(broken))
            let broke = try await bench.published { $0.upserted.first?.problem != nil }
            #expect(broke.link != .live(since: date(0)))
        }
    }

    @Test func aStaleAnswerDoesNotOverwriteANewerOne() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            let poll = try await bench.server.next()
            await bench.poller.absorb(reading(id, .canceled, updatedAt: date(20)))
            poll.answer(.success(reading(id, .previewReady, updatedAt: date(10))))
            // The loop has handled the stale response when it takes another one.
            let other = try operationID("op_2")
            await bench.poller.track([other])
            try await bench.server.next().answer(.succeeded)
            let rows = try await bench.poller.wait(for: [id, other]) { $0.operation != nil }
            #expect(rows.first?.operation?.status == .canceled)
            #expect(rows.first?.transitions.map(\.to) == [.canceled])
        }
    }

    @Test func anAnswerThatTellsALaterChangeIsTakenWhateverTheOrder() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            let poll = try await bench.server.next()
            await bench.poller.absorb(reading(id, .running, updatedAt: date(-20)))
            poll.answer(.success(reading(id, .succeeded, updatedAt: date(-10))))
            _ = try await bench.poller.wait(for: [id]) { $0.operation?.status == .succeeded }
            await bench.poller.absorb(reading(id, .running, updatedAt: date(-15)))
            #expect(await bench.poller.operation(id)?.operation?.status == .succeeded)
        }
    }

    @Test func theAnswerToAMutationIsSavedTrackedAndPublished() async throws {
        let bench = PollerBench()
        let id = try operationID("op_new")
        await bench.poller.absorb(reading(id, .queued))
        #expect(await bench.store.rows[id]?.operation?.status == .queued)
        let changes = await bench.poller.changes(since: 0)
        #expect(changes.upserted.map(\.id) == [id])
        #expect(changes.link == .live(since: date(0)))
        try await bench.running {
            try await bench.clock.waitForSleepers()
            #expect(bench.clock.nextDeadline?.offset == .seconds(2))
        }
        #expect(bench.server.requestCount == 0)
    }

    @Test func anAnswerAboutAnotherOperationIsAProblemOfThisOne() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        try await bench.running {
            await bench.poller.track([ids[0]])
            try await bench.server.next().answer(.success(reading(ids[1], .failed)))
            let changes = try await bench.published { $0.upserted.first?.problem != nil }
            #expect(changes.upserted.map(\.id) == [ids[0]])
            #expect(
                changes.upserted.first?.problem == .unreadable("The server answered about another operation (op_2)."))
        }
    }

    @Test func cancellationEndsTheRunWithRequestsOnTheWire() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(3)
        try await bench.running {
            await bench.poller.track(ids)
            for _ in ids { _ = try await bench.server.next() }
        }
        // The canceled requests leave no trace, and another run polls again.
        #expect(await bench.poller.changes(since: 0).upserted.allSatisfy { $0.problem == nil })
        try await bench.running {
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().answer(.succeeded)
        }
    }

    @Test func aSlowAnswerHoldsNobodyElse() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        try await bench.running {
            await bench.poller.track([ids[0]])
            let slow = try await bench.server.next()
            await bench.poller.track([ids[1]])
            try await bench.server.next().answer(.running)
            for _ in 0..<3 {
                try await bench.clock.waitForSleepers()
                bench.clock.advance(by: .seconds(15))
                let request = try await bench.server.next()
                #expect(request.id == ids[1])
                request.answer(.running)
            }
            slow.answer(.succeeded)
            _ = try await bench.poller.wait(for: [ids[0]]) { $0.operation?.status == .succeeded }
        }
    }

    @Test func whatWasLoadedIsShownWithItsAgeAndNotSavedAgain() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        var row = TrackedOperation(id: id, trackedAt: date(-500))
        row.apply(reading(id, .running), at: date(-300))
        await bench.poller.load([row])
        #expect(await bench.poller.changes(since: 0).upserted == [row])
        #expect(await bench.poller.changes(since: 0).link == .connecting)
        #expect(await bench.store.saves.isEmpty)
        try await bench.running {
            let request = try await bench.server.next()
            #expect(request.id == id)
        }
    }

    @Test func otherRequestsToTheServerSetTheLinkAndHoldThePolls() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.poller.serverFailed(ReadFailure(.rateLimited, retryAfter: .seconds(30)))
        #expect(
            await bench.poller.changes(since: 0).link
                == .retrying(problem: .rateLimited, retryAt: date(30), lastAnswer: nil))
        try await bench.running {
            await bench.poller.track([id])
            try await bench.clock.waitForSleepers()
            #expect(bench.clock.nextDeadline?.offset == .seconds(30))
            await bench.poller.serverAnswered()
        }
        #expect(await bench.poller.changes(since: 0).link == .live(since: date(0)))
        #expect(bench.server.requestCount == 0)
    }

    @Test func answersThatAreNotUnderstoodAreNotLive() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.failure(ReadFailure(.unreadable("No id."))))
            let changes = try await bench.published { $0.link != .connecting }
            #expect(changes.link == .unreadable(since: date(0), lastAnswer: nil))
        }
        await bench.poller.serverFailed(ReadFailure(.unreadable("No list.")))
        #expect(await bench.poller.changes(since: 0).link == .unreadable(since: date(0), lastAnswer: nil))
        await bench.poller.serverAnswered()
        #expect(await bench.poller.changes(since: 0).link == .live(since: date(0)))
    }

    @Test func aRequestThatIsSilentForLongIsNotLiveUntilItIsOver() async throws {
        let bench = PollerBench()
        await bench.poller.serverAnswered()
        await bench.poller.setSilent(1, since: date(-12))
        await bench.poller.setSilent(2, since: date(-11))
        await bench.poller.serverAnswered()
        let silent = LinkState.silent(since: date(-12), lastAnswer: date(0))
        #expect(await bench.poller.changes(since: 0).link == silent)
        await bench.poller.setSilent(1, since: nil)
        await bench.poller.setSilent(2, since: nil)
        #expect(await bench.poller.changes(since: 0).link == .live(since: date(0)))
    }
}
