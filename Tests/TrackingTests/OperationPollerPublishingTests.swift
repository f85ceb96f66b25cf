import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerPublishingTests {
    @Test func aSubscriberThatLagsBehindGetsEverything() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(30)
        let updates = await bench.poller.updates()
        for id in ids { await bench.poller.absorb(reading(id, .queued)) }
        await bench.poller.absorb(reading(ids[4], .running))
        await bench.poller.forget([ids[9]])

        var iterator = updates.makeAsyncIterator()
        let newest = await bench.poller.changes(since: 0).revision
        #expect(await iterator.next() == newest)
        let changes = await bench.poller.changes(since: 1)
        #expect(Set(changes.upserted.map(\.id)) == Set(ids).subtracting([ids[9]]).subtracting([ids[0]]))
        #expect(changes.upserted.last?.operation?.status == .running)
        #expect(changes.removed == [ids[9]])
    }

    @Test func everySubscriberHearsOfEveryRevision() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        var first = await bench.poller.updates().makeAsyncIterator()
        var second = await bench.poller.updates().makeAsyncIterator()
        #expect(await first.next() == 0)
        #expect(await second.next() == 0)
        await bench.poller.track([id])
        #expect(await first.next() == 1)
        #expect(await second.next() == 1)
    }

    @Test func whatIsPublishedWasSavedBefore() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.poller.absorb(reading(id, .queued))
        await bench.poller.absorb(reading(id, .running))
        #expect(await bench.store.saves.map { $0.map(\.transitions.count) } == [[1], [2]])
        await bench.poller.forget([id])
        #expect(await bench.store.rows.isEmpty)
    }

    @Test func aFailingSaveIsShownAndMadeUpFor() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.absorb(reading(ids[1], .running))
        await bench.store.fail(diskFull)
        await bench.poller.absorb(reading(ids[0], .running))
        await bench.poller.forget([ids[1]])
        let changes = await bench.poller.changes(since: 1)
        #expect(changes.storeProblem == "The disk is full.")
        #expect(changes.upserted.map(\.id) == [ids[0]])
        #expect(changes.removed == [ids[1]])

        await bench.store.fail(nil)
        await bench.poller.track([try operationID("op_3")])
        #expect(await bench.poller.changes(since: 0).storeProblem == nil)
        #expect(await bench.store.rows.keys.sorted().map(\.rawValue) == ["op_1", "op_3"])
    }

    @Test func whatCouldNotBeSavedIsSavedAgainWhileNothingChanges() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.absorb(reading(ids[1], .running))
        await bench.store.fail(diskFull)
        await bench.poller.absorb(reading(ids[0], .running))
        await bench.poller.forget([ids[1]])
        #expect(await bench.poller.hasUnsaved)
        await bench.poller.saveAgain()
        #expect(await bench.poller.changes(since: 0).storeProblem == "The disk is full.")
        await bench.store.fail(nil)
        await bench.poller.saveAgain()
        #expect(await !bench.poller.hasUnsaved)
        #expect(await bench.poller.changes(since: 0).storeProblem == nil)
        #expect(await bench.store.rows.keys.sorted() == [ids[0]])
    }

    @Test func aFailingStoreDoesNotStopThePolls() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.store.fail(diskFull)
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.running)
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(2))
            try await bench.server.next().answer(.succeeded)
            _ = try await bench.poller.wait(for: [id]) { $0.operation?.status == .succeeded }
        }
    }

    @Test func aCanceledCallerDoesNotTearASave() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        let caller = Task {
            while !Task.isCancelled { await Task.yield() }
            await bench.poller.absorb(reading(id, .queued))
        }
        caller.cancel()
        await caller.value
        #expect(await bench.store.rows[id]?.operation?.status == .queued)
        #expect(await bench.poller.changes(since: 0).storeProblem == nil)
    }

    @Test func oneThatWasForgottenAndCameBackIsSaved() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.poller.track([id])
        await bench.poller.forget([id])
        await bench.poller.track([id])
        #expect(await bench.store.rows[id] != nil)
        #expect(await bench.poller.changes(since: 1).upserted.map(\.id) == [id])
    }
}
