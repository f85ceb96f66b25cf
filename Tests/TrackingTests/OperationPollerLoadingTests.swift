import Foundation
import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerLoadingTests {
    private func row(_ id: OperationID, trackedAt seconds: Double) -> TrackedOperation {
        var row = TrackedOperation(id: id, trackedAt: date(seconds))
        row.apply(reading(id, .queued), at: date(seconds))
        return row
    }

    @Test func everyPartIsPublishedAndTheLastWordSaysThatItWasAll() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(3)
        await bench.poller.beginLoading([row(ids[0], trackedAt: 1)], revision: 7)
        var changes = await bench.poller.changes(since: 0)
        #expect(changes.upserted.map(\.id) == [ids[0]])
        #expect(changes.isLoading)
        #expect(await bench.poller.storedRevision == 7)

        await bench.poller.load(ids.map { row($0, trackedAt: 2) })
        changes = await bench.poller.changes(since: changes.revision)
        #expect(changes.upserted.map(\.id) == [ids[1], ids[2]])
        #expect(changes.isLoading)

        await bench.poller.endLoading()
        let end = await bench.poller.changes(since: changes.revision)
        #expect(end.revision > changes.revision)
        #expect(end.upserted.isEmpty)
        #expect(!end.isLoading)
        #expect(await bench.poller.operation(ids[0])?.trackedAt == date(1))
    }

    /// An unknown operation may be stored: its transitions and its tracking time must not be lost.
    @Test(arguments: ["absorb", "track"])
    func whatComesMeanwhileWaitsForTheRowItBelongsTo(way: String) async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.beginLoading([row(ids[0], trackedAt: 1)], revision: 1)
        let poller = bench.poller
        let coming = Task {
            if way == "absorb" {
                await poller.absorb(reading(ids[1], .running))
            } else {
                await poller.track([ids[1]])
            }
        }
        while await poller.loadWaiters.isEmpty { await Task.yield() }
        #expect(await poller.operation(ids[1]) == nil)
        await poller.load([row(ids[1], trackedAt: 2)])
        await poller.endLoading()
        await coming.value
        let known = try #require(await poller.operation(ids[1]))
        #expect(known.trackedAt == date(2))
        #expect(known.transitions.first?.to == .queued)
        #expect(known.operation?.status == (way == "absorb" ? .running : .queued))
    }

    @Test func whatIsForgottenMeanwhileDoesNotComeBack() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        await bench.poller.beginLoading([], revision: 1)
        let poller = bench.poller
        let forgetting = Task { await poller.forget([id]) }
        while await poller.loadWaiters.isEmpty { await Task.yield() }
        await poller.load([row(id, trackedAt: 2)])
        await poller.endLoading()
        await forgetting.value
        #expect(await poller.operation(id) == nil)
    }

    @Test func whatCouldNotBeReadIsToldForAsLongAsItIsMissing() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.beginLoading([row(ids[0], trackedAt: 1)], revision: 1)
        await bench.poller.endLoading(because: "A page is damaged.")
        #expect(await bench.poller.changes(since: 0).storeProblem == "A page is damaged.")
        // Saving works.
        await bench.poller.absorb(reading(ids[1], .running))
        #expect(await bench.store.rows[ids[1]] != nil)
        #expect(await bench.poller.changes(since: 0).storeProblem == "A page is damaged.")
    }

    /// They may be of an older revision than the first rows: a reader of the store starts at revision 0.
    @Test func withRowsThatWereKnownBeforeEverythingIsMergedAgain() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        await bench.poller.load([row(ids[0], trackedAt: 1)])
        await bench.poller.beginLoading(ids.map { row($0, trackedAt: 1) }, revision: 9)
        #expect(await bench.poller.storedRevision == 0)
        await bench.poller.endLoading()
    }

    @Test func withNothingToLoadNobodyWaits() async {
        await PollerBench().poller.untilLoaded()
    }
}
