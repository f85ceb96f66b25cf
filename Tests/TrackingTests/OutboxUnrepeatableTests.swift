import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1))) struct OutboxUnrepeatableTests {

    @Test func aJobWithoutAnAnswerIsUncertainForWhoeverWaits() async throws {
        let desk = OutboxDesk(OutboxServer(silence))
        let outcome = await desk.outbox.perform(.createJob(prompt: "Describe the limits"), deadline: .seconds(60))
        guard case .uncertain = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(desk.journal.all == ["insert key-1", "send key-1", "sending > uncertain"])
    }

    @Test func aMessageWithoutAnAnswerHasItsJobReadAgain() async throws {
        let desk = OutboxDesk(OutboxServer(silence))
        let id = try operationID("job_1")
        _ = await desk.outbox.perform(.message(id, text: "And the limits"), deadline: .seconds(60))
        #expect(desk.journal.all == ["insert key-1", "send key-1", "sending > uncertain", "reread job_1"])
    }

    @Test func afterACrashOnItsWayItIsUncertainAndNotSent() async throws {
        let disk = OutboxDisk()
        let crashed = OutboxDesk(disk: disk)
        try await crashed.running {
            _ = await crashed.outbox.submit(.createJob(prompt: "Describe the limits"), hold: .zero)
            await crashed.server.waitForRequests(1)
            #expect(disk.rows.map(\.state) == [.sending])
            let (rows, clock) = (disk.rows, crashed.clock)
            let left = OutboxDisk()
            for row in rows { left.put(row) }
            let next = OutboxDesk(disk: left, clock: clock, keys: "next")
            #expect(await next.outbox.restore(rows).isEmpty)
            let outcomes = await next.outbox.outcomes(of: rows.map(\.key), deadline: .seconds(60))
            #expect(outcomes.map(\.isUncertain) == [true])
            #expect(left.rows.map(\.state.phase) == [.uncertain])
            #expect(next.server.sent.isEmpty)
        }
    }

    @Test func askedForOnceMoreUnderItsKeyItIsNotSent() async throws {
        let desk = OutboxDesk(OutboxServer(silence))
        let mutation = Mutation.createJob(prompt: "Describe the limits")
        let key = try #require(IdempotencyKey("mine"))
        _ = await desk.outbox.perform(mutation, key: key, deadline: .seconds(60))
        let again = await desk.outbox.perform(mutation, key: key, deadline: .seconds(60))
        #expect(again.isUncertain)
        #expect(desk.server.sent.count == 1)
    }

    @Test func canceledWithItsRequestOnTheWireItIsUncertain() async throws {
        let desk = OutboxDesk()
        try await desk.running {
            _ = await desk.outbox.submit(.createJob(prompt: "Describe the limits"), hold: .zero)
            await desk.server.waitForRequests(1)
        }
        #expect(desk.disk.rows.map(\.state.phase) == [.uncertain])
    }
}

extension OutboxState {
    fileprivate var isUncertain: Bool {
        if case .uncertain = self { true } else { false }
    }
}
