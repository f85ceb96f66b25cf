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
        try await store.save(finished(2003), profile: demo)
        try await store.save(finished(5), profile: other)
        #expect(try await store.prune(now: date(29 * day)) == 0)
        let revision = try await store.changes(since: 0, profile: demo).revision
        #expect(try await store.prune(now: date(31 * day)) == 3)
        let changes = try await store.changes(since: revision, profile: demo)
        #expect(Set(changes.removed.map(\.rawValue)) == ["op_0", "op_1", "op_2"])
        #expect(try await store.tracked(demo).count == 2000)
        #expect(try await store.tracked(other).count == 5)
        #expect(try await store.stageDurations(demo, limit: 3000).count == 2003)
    }

    @Test(arguments: [
        OperationStatus.queued, .running, .previewReady, .billingRequired, .other("glazing"),
    ])
    func whatHasNotEndedStays(status: OperationStatus) async throws {
        let store = try TrackingStore.inMemory()
        try await store.save(finished(2001) + [unfinished("op_open", status)], profile: demo)
        try await store.track([operationID("op_never_answered")], at: date(-500 * day), profile: demo)
        #expect(try await store.prune(now: date(40 * day)) == 1)
        let left = Set(try await store.tracked(demo).map(\.id.rawValue))
        #expect(left.isSuperset(of: ["op_open", "op_never_answered", "op_1"]))
        #expect(!left.contains("op_0"))
    }

    @Test(arguments: [
        (OutboxState.held(until: date(0)), true), (.sending, true), (.waiting("lost"), true),
        (.refused("no"), false), (.canceled, false),
    ])
    func whatHasAnUnsentRowStays(state: OutboxState, stays: Bool) async throws {
        let store = try TrackingStore.inMemory()
        try await store.save(finished(2001), profile: demo)
        let entry = OutboxEntry(
            key: try key("k-1"), mutation: .revise(try operationID("op_0"), feedback: "warmer"),
            path: "/v1/operations/op_0:revise", body: "{}", state: state, createdAt: date(0))
        try await store.insert(entry, profile: demo)
        #expect(try await store.prune(now: date(40 * day)) == (stays ? 0 : 1))
        // Settled rows are deleted after 30 days, others never.
        #expect(try await store.outboxEntry(entry.key, profile: demo) == (stays ? entry : nil))
    }

    @Test func aReaderThatWasAwayForLongReadsEverything() async throws {
        let store = try TrackingStore.inMemory()
        try await store.track([operationID("op_stays")], at: date(0), profile: demo)
        let revision = try await store.changes(since: 0, profile: demo).revision
        for index in 0..<1100 {
            let id = try operationID("op_\(index)")
            try await store.track([id], at: date(0), profile: demo)
            try await store.forget([id], profile: demo)
        }
        #expect(try await store.changes(since: revision, profile: demo).removed.count == 1100)
        try await store.prune(now: date(0))
        let changes = try await store.changes(since: revision, profile: demo)
        #expect(changes.isWhole)
        #expect(changes.upserted.map(\.id.rawValue) == ["op_stays"])
    }

    @Test func openingPrunes() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        try await store.save(finished(2002), profile: demo)
        try store.close()
        let again = try TrackingStore(path: path, pruningAt: date(31 * day))
        #expect(try await again.tracked(demo).count == 2000)
    }

    @Test func whatWasSaidToAJobStaysAsLongAsTheJobIsTracked() async throws {
        let store = try TrackingStore.inMemory()
        let job = try operationID("job_1")
        for (name, target) in [("k-1", nil), ("k-2", job), ("k-3", try operationID("job_2"))] {
            let entry = OutboxEntry(
                key: try key(name), mutation: target.map { .message($0, text: "p") } ?? .createJob(prompt: "p"),
                path: "/v2/agent/docs/job", body: #"{"prompt":"p"}"#, createdAt: date(0))
            try await store.insert(entry, profile: demo)
            try await store.update(outbox: entry.key, to: .accepted(target ?? job), at: date(0), profile: demo)
        }
        try await store.track([job], at: date(0), profile: demo)
        _ = try await store.prune(now: date(40 * day))
        #expect(try await store.conversation(with: job, profile: demo).map(\.key.rawValue) == ["k-1", "k-2"])
        #expect(try await store.mutation(key("k-3"), profile: demo) == nil)
        try await store.forget([job], profile: demo)
        _ = try await store.prune(now: date(40 * day))
        #expect(try await store.conversation(with: job, profile: demo).isEmpty)
    }
}
