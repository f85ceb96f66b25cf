import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerLearningTests {
    @Test func learnsFromTheStoreAndFromWhatItSees() async throws {
        let bench = PollerBench()
        await bench.poller.learn(
            (0..<7).map {
                StageSample(
                    kind: .modelGeneration, preset: nil, mode: .review, from: .running, to: .previewReady,
                    duration: .seconds(100 + $0))
            })
        let ids = try operationIDs(2)
        bench.clock.advance(by: .seconds(200))
        await bench.poller.absorb(reading(ids[0], .running, updatedAt: date(50)))
        #expect(await bench.poller.history.forecast(for: try bench.row(ids[0])) == nil)
        await bench.poller.absorb(reading(ids[0], .previewReady, updatedAt: date(150)))
        await bench.poller.absorb(reading(ids[1], .running, updatedAt: date(170)))
        let forecast = await bench.poller.history.forecast(for: try bench.row(ids[1]))
        #expect(forecast?.sampleCount == 8)
        #expect(forecast?.startedAt == date(170))
        try await bench.running {
            try await bench.clock.waitForSleepers()
            // The stage is 30 s old, and no earlier one ended before 100 s: the next poll is much later.
            #expect(try #require(bench.clock.nextDeadline).offset > .seconds(230))
        }
    }
}

extension PollerBench {
    fileprivate func row(_ id: OperationID) async throws -> TrackedOperation {
        try #require(await poller.operation(id))
    }
}
