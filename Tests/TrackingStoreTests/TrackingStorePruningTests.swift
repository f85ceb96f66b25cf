import Foundation
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStorePruningTests {
    private let day: TimeInterval = 24 * 60 * 60

    /// Operations that finished one second apart, earliest first; the last one at `date(0)`.
    private func finished(_ count: Int) throws -> [TrackedOperation] {
        try (0..<count).map { index in
            let end = date(Double(index - count + 1))
            var row = TrackedOperation(id: try operationID("op_\(index)"), trackedAt: end)
            row.operation = MintDomain.Operation(id: row.id, kind: .worldGeneration, status: .succeeded)
            row.operation?.completedAt = end
            row.transitions = [
                Transition(from: nil, to: .running, at: end.addingTimeInterval(-60)),
                Transition(from: .running, to: .succeeded, at: end),
            ]
            return row
        }
    }

    private func unfinished(_ name: String, _ status: OperationStatus) throws -> TrackedOperation {
        var row = TrackedOperation(id: try operationID(name), trackedAt: date(-400 * day))
        row.operation = MintDomain.Operation(id: row.id, kind: .worldGeneration, status: status)
        row.operation?.updatedAt = date(-400 * day)
        return row
    }

    @Test func oldOnesBeyondTheNewestTwoThousandGoAndTheirDurationsStay() async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).save(finished(2003))
        try await store.storage(for: other).save(finished(5))
        #expect(try await store.prune(now: date(29 * day)) == 0)
        let revision = try await store.storage(for: demo).changes(since: 0).revision
        #expect(try await store.prune(now: date(31 * day)) == 3)
        let changes = try await store.storage(for: demo).changes(since: revision)
        #expect(Set(changes.removed.map(\.rawValue)) == ["op_0", "op_1", "op_2"])
        #expect(try await store.storage(for: demo).tracked().count == 2000)
        #expect(try await store.storage(for: other).tracked().count == 5)
        #expect(try await store.storage(for: demo).stageDurations(limit: 3000).count == 2003)
    }

    @Test(arguments: [
        OperationStatus.queued, .running, .previewReady, .billingRequired, .other("glazing"),
    ])
    func whatHasNotEndedStays(status: OperationStatus) async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).save(finished(2001) + [unfinished("op_open", status)])
        try await store.storage(for: demo).track([operationID("op_never_answered")], at: date(-500 * day))
        #expect(try await store.prune(now: date(40 * day)) == 1)
        let left = Set(try await store.storage(for: demo).tracked().map(\.id.rawValue))
        #expect(left.isSuperset(of: ["op_open", "op_never_answered", "op_1"]))
        #expect(!left.contains("op_0"))
    }

    @Test(arguments: [
        (OutboxState.held(until: date(0)), true), (.sending, true), (.waiting("lost"), true),
        (.refused("no"), false), (.canceled, false),
    ])
    func whatHasAnUnsentRowStays(state: OutboxState, stays: Bool) async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).save(finished(2001))
        let entry = OutboxEntry(
            key: try key("k-1"), mutation: .revise(try operationID("op_0"), feedback: "warmer"),
            path: "/v1/operations/op_0:revise", body: "{}", state: state, createdAt: date(0))
        _ = try await store.storage(for: demo).insert(entry)
        #expect(try await store.prune(now: date(40 * day)) == (stays ? 0 : 1))
        // Settled rows are deleted after 30 days, others never.
        #expect(try await store.storage(for: demo).outboxEntry(entry.key) == (stays ? entry : nil))
    }

    @Test func aReaderThatWasAwayForLongReadsEverything() async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).track([operationID("op_stays")], at: date(0))
        let revision = try await store.storage(for: demo).changes(since: 0).revision
        for index in 0..<1100 {
            let id = try operationID("op_\(index)")
            try await store.storage(for: demo).track([id], at: date(0))
            try await store.storage(for: demo).forget([id])
        }
        #expect(try await store.storage(for: demo).changes(since: revision).removed.count == 1100)
        try await store.prune(now: date(0))
        let changes = try await store.storage(for: demo).changes(since: revision)
        #expect(changes.isWhole)
        #expect(changes.upserted.map(\.id.rawValue) == ["op_stays"])
    }

    @Test func statisticsAreKeptForFourHundredDays() async throws {
        let store = try TrackingStore.inMemory()
        let storage = store.storage(for: demo)
        try await storage.save(finished(1))
        try await storage.forget([operationID("op_0")])
        try await storage.add(CreditSample(at: date(0), available: 9, used: 1))
        for (days, count) in [(399.0, 1), (401, 0)] {
            try await store.prune(now: date(days * day))
            #expect(try await storage.stageDurations(limit: 9).count == count)
            #expect(try await storage.creditSamples(since: date(-day)).count == count)
            // Two changes of status.
            #expect(try await storage.activity(since: date(-day), limit: 9).count == 2 * count)
        }
    }

    @Test func openingPrunes() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        try await store.storage(for: demo).save(finished(2002))
        try store.close()
        let again = try TrackingStore(path: path, pruningAt: date(31 * day))
        #expect(try await again.storage(for: demo).tracked().count == 2000)
    }

    @Test func whatWasSaidToAJobStaysAsLongAsTheJobIsTracked() async throws {
        let store = try TrackingStore.inMemory()
        let job = try operationID("job_1")
        for (name, target) in [("k-1", nil), ("k-2", job), ("k-3", try operationID("job_2"))] {
            let entry = OutboxEntry(
                key: try key(name), mutation: target.map { .message($0, text: "p") } ?? .createJob(prompt: "p"),
                path: "/v2/agent/docs/job", body: #"{"prompt":"p"}"#, createdAt: date(0))
            _ = try await store.storage(for: demo).insert(entry)
            try await store.storage(for: demo).update(outbox: entry.key, to: .accepted(target ?? job), at: date(0))
        }
        try await store.storage(for: demo).track([job], at: date(0))
        _ = try await store.prune(now: date(40 * day))
        #expect(try await store.storage(for: demo).conversation(with: job).map(\.key.rawValue) == ["k-1", "k-2"])
        #expect(try await store.storage(for: demo).mutation(key("k-3")) == nil)
        try await store.storage(for: demo).forget([job])
        _ = try await store.prune(now: date(40 * day))
        #expect(try await store.storage(for: demo).conversation(with: job).isEmpty)
    }
}
