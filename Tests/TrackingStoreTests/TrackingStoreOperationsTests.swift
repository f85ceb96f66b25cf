import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreOperationsTests {
    @Test(arguments: [
        OperationStatus.queued, .running, .previewReady, .billingRequired, .succeeded, .partiallySucceeded, .failed,
        .canceled, .other("glazing"), .other(""), .other("Ünknown\nword"),
    ])
    func everyFieldComesBack(status: OperationStatus) async throws {
        let store = try TrackingStore.inMemory()
        let tracked = try fullTracked(operationID("op_1"), status: status)
        try await store.storage(for: demo).save([tracked])
        #expect(try await store.storage(for: demo).tracked() == [tracked])
    }

    @Test(arguments: [
        PollProblem.unauthorized("Wrong key."), .gone, .rateLimited, .unreachable("x"), .unreadable("y"), .refused("z"),
    ])
    func everyProblemComesBack(problem: PollProblem) async throws {
        let store = try TrackingStore.inMemory()
        var tracked = TrackedOperation(id: try operationID("op_1"), trackedAt: date(0))
        tracked.problem = problem
        try await store.storage(for: demo).save([tracked])
        #expect(try await store.storage(for: demo).tracked() == [tracked])
    }

    @Test func aBillWithoutAnyDetailComesBack() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = try fullTracked(operationID("op_1"), status: .billingRequired)
        tracked.operation?.billing = BillingHold(
            reason: nil, requiredCredits: nil, availableCredits: nil, actionURL: nil)
        try await store.storage(for: demo).save([tracked])
        #expect(try await store.storage(for: demo).tracked() == [tracked])
    }

    @Test func whatIsAbsentStaysAbsent() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = TrackedOperation(id: try operationID("op_1"), trackedAt: date(0))
        tracked.operation = MintDomain.Operation(id: tracked.id, kind: .worldGeneration, status: .queued)
        try await store.storage(for: demo).save([tracked])
        #expect(try await store.storage(for: demo).tracked() == [tracked])
    }

    @Test func laterSavesReplaceTheSnapshotAndAddTransitions() async throws {
        let store = try TrackingStore.inMemory()
        var tracked = try fullTracked(operationID("op_1"))
        try await store.storage(for: demo).save([tracked])
        tracked.problem = nil
        tracked.operation?.status = .succeeded
        tracked.operation?.failure = nil
        tracked.operation?.billing = nil
        tracked.operation?.assets.removeFirst()
        tracked.transitions.append(Transition(from: .other("glazing"), to: .succeeded, at: date(30)))
        try await store.storage(for: demo).save([tracked])
        try await store.storage(for: demo).save([tracked])
        #expect(try await store.storage(for: demo).tracked() == [tracked])
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
        try await store.storage(for: demo).save([tracked])
        var held = try fullTracked(operationID("op_2"))
        held.transitions = [
            Transition(from: nil, to: .running, at: date(0)),
            Transition(from: .running, to: .billingRequired, at: date(30)),
            Transition(from: .billingRequired, to: .running, at: date(500)),
            Transition(from: .running, to: .succeeded, at: date(600)),
        ]
        try await store.storage(for: demo).save([held])
        let samples = try await store.storage(for: demo).stageDurations(limit: 10)
        #expect(samples.map(\.duration) == [.seconds(30), .seconds(10), .seconds(10)])
        let stored = try await store.storage(for: demo).tracked().first?.transitions.map(\.followsRevision)
        #expect(stored == [false, false, true, false])
    }

    @Test func trackedOnesComeInTheOrderTheyWereTracked() async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).track([operationID("op_b"), operationID("op_a")], at: date(2))
        try await store.storage(for: demo).track([operationID("op_c"), operationID("op_a")], at: date(1))
        let tracked = try await store.storage(for: demo).tracked()
        #expect(tracked.map(\.id.rawValue) == ["op_c", "op_a", "op_b"])
        #expect(tracked.map(\.trackedAt) == [date(1), date(2), date(2)])
    }

    @Test func twoProfilesAreKeptApart() async throws {
        let store = try TrackingStore.inMemory()
        let id = try operationID("op_1")
        let mine = try fullTracked(id, status: .running)
        try await store.storage(for: demo).save([mine])
        try await store.storage(for: other).track([id], at: date(9))
        #expect(try await store.storage(for: other).tracked() == [TrackedOperation(id: id, trackedAt: date(9))])
        try await store.storage(for: other).forget([id])
        #expect(try await store.storage(for: other).tracked().isEmpty)
        #expect(try await store.storage(for: demo).tracked() == [mine])
    }

    @Test func forgettingDropsTheTransitionsToo() async throws {
        let store = try TrackingStore.inMemory()
        let id = try operationID("op_1")
        try await store.storage(for: demo).save([fullTracked(id)])
        try await store.storage(for: demo).forget([id, operationID("op_unknown")])
        try await store.storage(for: demo).track([id], at: date(9))
        #expect(try await store.storage(for: demo).tracked() == [TrackedOperation(id: id, trackedAt: date(9))])
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
        let expected = TrackingStorageError(StoreError.failed(path: ":memory:", reason: "no room"))
        await #expect(throws: expected) {
            try await store.storage(for: demo).save(batch)
        }
        #expect(try await store.storage(for: demo).tracked().isEmpty)
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
        try await store.storage(for: demo).save(batch)
        let loaded = try await store.storage(for: demo).tracked()
        #expect(loaded.count == 10_000)
        #expect(loaded.allSatisfy { $0.transitions.count == 3 })
    }
}
