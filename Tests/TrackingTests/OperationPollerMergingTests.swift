import Foundation
import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerMergingTests {
    private func row(_ id: OperationID, _ status: OperationStatus, at seconds: Double) -> TrackedOperation {
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.apply(reading(id, status), at: date(seconds))
        return row
    }

    @Test func ourOwnSaveThatComesBackChangesNothing() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.running)
            try await bench.published { $0.upserted.first?.operation != nil }
            let revision = await bench.poller.changes(since: 0).revision
            var stored = try #require(await bench.poller.operation(id))
            // As rounded by the store.
            stored.confirmedAt = stored.confirmedAt?.addingTimeInterval(0.000_000_2)
            stored.transitions[0].at.addTimeInterval(0.000_000_2)
            await bench.poller.merge(upserted: [stored], removed: [])
            #expect(await bench.poller.changes(since: 0).revision == revision)
        }
    }

    @Test func whatAnotherReadLaterIsShownAndWhatItReadEarlierIsNot() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        bench.clock.advance(by: .seconds(100))
        await bench.poller.absorb(reading(id, .running))
        await bench.poller.merge(upserted: [row(id, .queued, at: 90)], removed: [])
        #expect(await bench.poller.operation(id)?.operation?.status == .running)
        await bench.poller.merge(upserted: [row(id, .succeeded, at: 101)], removed: [])
        #expect(await bench.poller.operation(id)?.operation?.status == .succeeded)
        #expect(await bench.poller.hasUnfinished == false)
        // It came from the store.
        #expect(await bench.store.rows[id]?.operation?.status == .running)
    }

    @Test func aProblemThatAnotherMetIsShown() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.poller.absorb(reading(id, .running))
        var stored = try #require(await bench.poller.operation(id))
        stored.problem = .rateLimited
        await bench.poller.merge(upserted: [stored], removed: [])
        #expect(await bench.poller.operation(id)?.problem == .rateLimited)
    }

    @Test func whatAnotherForgotIsGone() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.merge(upserted: ids.map { row($0, .running, at: 1) }, removed: [])
        #expect(await bench.poller.hasUnfinished)
        await bench.poller.merge(upserted: [], removed: ids)
        #expect(await bench.poller.hasUnfinished == false)
        #expect(await bench.poller.changes(since: 0).upserted.isEmpty)
    }
}
