import Foundation
import GRDB
import MintDomain
import Testing

@testable import TrackingStore

struct TrackingStoreOperationsTests {
    @Test(arguments: [
        OperationStatus.queued, .running, .previewReady, .billingRequired, .succeeded, .partiallySucceeded, .failed,
        .canceled, .other("glazing"), .other(""), .other("Ünknown\nword"),
    ])
    func everyFieldComesBack(status: OperationStatus) async throws {
        let store = try TrackingStore.inMemory()
        let tracked = try fullTracked(operationID("op_1"), status: status)
        try await store.save([tracked], profile: demo)
        #expect(try await store.tracked(demo) == [tracked])
    }

    @Test(arguments: [
        PollProblem.unauthorized("Wrong key."), .gone, .rateLimited, .unreachable("x"), .unreadable("y"), .refused("z"),
    ])
    func everyProblemComesBack(problem: PollProblem) async throws {
        let store = try TrackingStore.inMemory()
        var tracked = TrackedOperation(id: try operationID("op_1"), trackedAt: date(0))
        tracked.problem = problem
        try await store.save([tracked], profile: demo)
        #expect(try await store.tracked(demo) == [tracked])
    }

    @Test func aBillWithoutAnyDetailComesBack() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = try fullTracked(operationID("op_1"), status: .billingRequired)
        tracked.operation?.billing = BillingHold(
            reason: nil, requiredCredits: nil, availableCredits: nil, actionURL: nil)
        try await store.save([tracked], profile: demo)
        #expect(try await store.tracked(demo) == [tracked])
    }

    @Test func whatIsAbsentStaysAbsent() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = TrackedOperation(id: try operationID("op_1"), trackedAt: date(0))
        tracked.operation = MintDomain.Operation(id: tracked.id, kind: .worldGeneration, status: .queued)
        try await store.save([tracked], profile: demo)
        #expect(try await store.tracked(demo) == [tracked])
    }

    @Test func laterSavesReplaceTheSnapshotAndAddTransitions() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = try fullTracked(operationID("op_1"))
        try await store.save([tracked], profile: demo)
        tracked.problem = nil
        tracked.operation?.status = .succeeded
        tracked.operation?.failure = nil
        tracked.operation?.billing = nil
        tracked.operation?.assets.removeFirst()
        tracked.transitions.append(Transition(from: .other("glazing"), to: .succeeded, at: date(30)))
        try await store.save([tracked], profile: demo)
        try await store.save([tracked], profile: demo)
        #expect(try await store.tracked(demo) == [tracked])
    }

    @Test func whatABillHeldUpOrARevisionRepeatedIsNoSample() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = try fullTracked(operationID("op_1"))
        tracked.transitions = [
            Transition(from: nil, to: .running, at: date(0)),
            Transition(from: .running, to: .previewReady, at: date(10)),
            Transition(from: .previewReady, to: .running, at: date(20), followsRevision: true),
            Transition(from: .running, to: .previewReady, at: date(25)),
        ]
        try await store.save([tracked], profile: demo)
        var held = try fullTracked(operationID("op_2"))
        held.transitions = [
            Transition(from: nil, to: .running, at: date(0)),
            Transition(from: .running, to: .billingRequired, at: date(30)),
            Transition(from: .billingRequired, to: .running, at: date(500)),
            Transition(from: .running, to: .succeeded, at: date(600)),
        ]
        try await store.save([held], profile: demo)
        let samples = try await store.stageDurations(demo, limit: 10)
        #expect(samples.map(\.duration) == [.seconds(30), .seconds(10), .seconds(10)])
        let stored = try await store.tracked(demo).first?.transitions.map(\.followsRevision)
        #expect(stored == [false, false, true, false])
    }

    @Test func trackedOnesComeInTheOrderTheyWereTracked() async throws {
        let store = try TrackingStore.inMemory()
        try await store.track([operationID("op_b"), operationID("op_a")], at: date(2), profile: demo)
        try await store.track([operationID("op_c"), operationID("op_a")], at: date(1), profile: demo)
        let tracked = try await store.tracked(demo)
        #expect(tracked.map(\.id.rawValue) == ["op_c", "op_a", "op_b"])
        #expect(tracked.map(\.trackedAt) == [date(1), date(2), date(2)])
    }

    @Test func twoProfilesAreKeptApart() async throws {
        let store = try TrackingStore.inMemory()
        let id = try operationID("op_1")
        let mine = try fullTracked(id, status: .running)
        try await store.save([mine], profile: demo)
        try await store.track([id], at: date(9), profile: other)
        #expect(try await store.tracked(other) == [TrackedOperation(id: id, trackedAt: date(9))])
        try await store.forget([id], profile: other)
        #expect(try await store.tracked(other).isEmpty)
        #expect(try await store.tracked(demo) == [mine])
    }

    @Test func forgettingDropsTheTransitionsToo() async throws {
        let store = try TrackingStore.inMemory()
        let id = try operationID("op_1")
        try await store.save([fullTracked(id)], profile: demo)
        try await store.forget([id, operationID("op_unknown")], profile: demo)
        try await store.track([id], at: date(9), profile: demo)
        #expect(try await store.tracked(demo) == [TrackedOperation(id: id, trackedAt: date(9))])
    }

    @Test func aBatchIsSavedWholeOrNotAtAll() async throws {
        let store = try TrackingStore.inMemory()
        try await store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON transition WHEN NEW.operation_id = 'op_2'
                    BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
        }
        let batch = [try fullTracked(operationID("op_1")), try fullTracked(operationID("op_2"))]
        await #expect(throws: StoreError.failed(path: ":memory:", reason: "no room")) {
            try await store.save(batch, profile: demo)
        }
        #expect(try await store.tracked(demo).isEmpty)
    }

    @Test func tenThousandOperationsLoadWithAllTheirTransitions() async throws {
        let store = try TrackingStore.inMemory()
        let sample = try fullTracked(operationID("op_0"))
        var batch: [TrackedOperation] = []
        for index in 0..<10_000 {
            var tracked = sample
            tracked.id = try operationID("op_\(index)")
            tracked.operation?.id = tracked.id
            batch.append(tracked)
        }
        try await store.save(batch, profile: demo)
        let loaded = try await store.tracked(demo)
        #expect(loaded.count == 10_000)
        #expect(loaded.allSatisfy { $0.transitions.count == 3 })
    }
}
