import Foundation
import Testing

@testable import LocalMint

@Suite struct SeedTests {
    private let moment = Date(timeIntervalSince1970: 1_790_000_000)

    private func states(after seconds: Double = 0, speed: Double = 1) -> [(OperationRecord, OperationState)] {
        let seed = Seed(at: moment, speed: speed, ids: IDSource(seed: 1))
        return seed.records.filter { seed.showcase.contains($0.id) }.map {
            ($0, OperationTimeline.state(of: $0, at: moment + seconds))
        }
    }

    @Test(arguments: [1.0, 20, 500])
    func theShowcaseHasEveryStatusAtTheStart(speed: Double) {
        #expect(Set(states(speed: speed).map(\.1.status)) == Set(OperationStatus.allCases))
    }

    @Test func thereAreTwentyFourWorldsAndFortyModelsOldestFirst() {
        let records = Seed(at: moment, speed: 1, ids: IDSource(seed: 1)).records
        #expect(records.count { $0.kind == .world } == 24)
        #expect(records.count { $0.kind == .model } == 40)
        #expect(zip(records, records.dropFirst()).allSatisfy { $0.createdAt <= $1.createdAt })
        #expect(records.allSatisfy { $0.createdAt <= moment && $0.createdAt > moment - 40 * 86_400 })
        #expect(Set(records.map(\.prompt)).count == records.count)
    }

    @Test func threeWaitForReviewSinceMinutes() {
        let waiting = states().filter { $0.0.mode == .review && $0.1.status == .previewReady }
        #expect(waiting.count == 3)
        #expect(waiting.allSatisfy { moment.timeIntervalSince($0.1.updatedAt) > 100 })
    }

    @Test func whatIsUnderWayGoesOnByItself() {
        let late = Dictionary(grouping: states(after: 600)) { $0.1.status }.mapValues(\.count)
        #expect(late[.queued] == nil && late[.running] == nil)
        #expect(late[.succeeded, default: 0] >= 3)
    }

    @Test func nothingShownIsFromTheFuture() {
        for (record, state) in states() {
            #expect(record.createdAt <= moment && state.updatedAt <= moment)
            #expect(record.events.allSatisfy { $0.at <= moment })
        }
    }

    @Test func afterSeedingTheAccountIsFull() async throws {
        let store = try ServerStore(.inMemory)
        _ = try await store.account { Account(owner: "0x1", apiKey: "k", linkSecret: []) }
        try await store.seed(Seed(at: moment, speed: 1, ids: IDSource(seed: 1)))
        #expect(try await store.balance(at: moment).available == 12_480)
    }
}
