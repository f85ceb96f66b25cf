import Foundation
import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerInterestTests {
    private func peer(
        _ name: String, _ serial: Int, selected: OperationID? = nil, refresh: TrackingInterest.Refresh = .these([])
    ) -> TrackingPeer {
        TrackingPeer(name: name, serial: serial, interest: TrackingInterest(selected: selected, refresh: refresh))
    }

    @Test func whatAnotherProcessLooksAtIsAskedAsOftenAsOurOwn() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(2)
        try await bench.running {
            await bench.poller.setPeers([peer("b", 1, selected: ids[1])])
            await bench.poller.setFocus(selected: ids[0], visible: ids)
            await bench.poller.track(ids)
            for _ in ids { try await bench.server.next().answer(.running) }
            try await bench.published { $0.upserted.allSatisfy { $0.operation != nil } }
            // The plain sequence is past this wait after two responses; both are polled again within their freshness.
            for round in 1...4 {
                try await bench.clock.waitForSleepers()
                bench.clock.advance(by: .seconds(5))
                let asked = [try await bench.server.next(), try await bench.server.next()]
                #expect(Set(asked.map(\.id)) == Set(ids), "round \(round)")
                for request in asked { request.answer(.running) }
                let time = date(Double(round) * 5)
                try await bench.published { $0.upserted.allSatisfy { $0.confirmedAt == time } }
            }
        }
    }

    @Test func anotherProcessesWishToReadIsCarriedOutOnce() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        try await bench.running {
            await bench.poller.track([id])
            try await bench.server.next().answer(.succeeded)
            try await bench.published { $0.upserted.first?.operation?.status == .succeeded }
            await bench.poller.setPeers([peer("b", 1, refresh: .these([id]))])
            // Earlier requests are known; an unchanged serial adds none.
            await bench.poller.setPeers([peer("b", 1, refresh: .these([id]))])
            #expect(bench.server.requestCount == 1)
            bench.clock.advance(by: .seconds(1))
            await bench.poller.setPeers([peer("b", 2, refresh: .these([id]))])
            try await bench.server.next().answer(.succeeded)
            // A request in flight already fulfills it.
            try await bench.published { $0.upserted.first?.confirmedAt == date(1) }
            await bench.poller.setPeers([peer("b", 2, refresh: .these([id])), peer("c", 1, refresh: .these([id]))])
            try await bench.server.next().answer(.succeeded)
            #expect(bench.server.requestCount == 3)
        }
    }

    @Test func aWishIsToldOnceAndTheSelectionUntilItChanges() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(3)
        await bench.poller.track(ids)
        var notices = await bench.poller.interestNotices().makeAsyncIterator()
        _ = await notices.next()
        await bench.poller.setFocus(selected: ids[0], visible: ids)
        _ = await notices.next()
        await bench.poller.refresh([ids[1]])
        _ = await notices.next()
        await bench.poller.refresh([ids[2]])
        _ = await notices.next()
        let wish = TrackingInterest.Refresh.these([ids[1], ids[2]])
        #expect(await bench.poller.takeInterest() == TrackingInterest(selected: ids[0], refresh: wish))
        #expect(await bench.poller.takeInterest() == TrackingInterest(selected: ids[0]))
        await bench.poller.refreshAll()
        await bench.poller.refresh([ids[1]])
        #expect(await bench.poller.takeInterest() == TrackingInterest(selected: ids[0], refresh: .everything))
        // Scrolling alone does not concern other processes.
        _ = await notices.next()
        await bench.poller.setFocus(selected: ids[0], visible: [ids[0]])
        await bench.poller.setFocus(selected: nil, visible: [ids[0]])
        _ = await notices.next()
        #expect(await bench.poller.takeInterest() == TrackingInterest())
    }
}
