import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreOutboxTests {
    private func entry(_ name: String, body: String = #"{"feedback":"warmer"}"#) throws -> OutboxEntry {
        OutboxEntry(
            key: try key(name), mutation: .revise(try operationID("op_\(name)"), feedback: "warmer"),
            path: "/v1/operations/op_1:revise", body: body, createdAt: date(1.5))
    }

    @Test func anEntryIsOnDiskForEverybodyWhenInsertReturns() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        let second = try DatabaseQueue(path: path)
        _ = try await store.storage(for: demo).insert(entry("k-1"))
        let body = try await second.read { db in
            try String.fetchOne(db, sql: "SELECT body FROM outbox WHERE key = 'k-1' AND state = 'sending'")
        }
        #expect(body == #"{"feedback":"warmer"}"#)
    }

    @Test(arguments: [
        OutboxState.sending, .refused("The preview was not ready (409)."), .waiting("No answer within 10 s."),
        .waiting(""),
    ])
    func everyStateComesBack(state: OutboxState) async throws {
        let store = try TrackingStore.inMemory()
        var stored = try entry("k-1")
        stored.state = state
        stored.mutation = .generate(GenerationRequest(kind: .model, prompt: "A lamp"))
        stored.resendCount = 3
        _ = try await store.storage(for: demo).insert(stored)
        #expect(try await store.storage(for: demo).outboxEntry(stored.key) == stored)
    }

    @Test func acceptedKeepsTheOperationItMade() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        _ = try await store.storage(for: demo).insert(stored)
        let accepted = OutboxState.accepted(try operationID("op_new"))
        try await store.storage(for: demo).update(outbox: stored.key, to: accepted, at: date(2))
        #expect(try await store.storage(for: demo).outboxEntry(stored.key)?.state == accepted)
    }

    @Test func onlyUnsettledEntriesArePendingOldestFirst() async throws {
        let store = try TrackingStore.inMemory()
        for name in ["k-3", "k-1", "k-2", "k-4"] { _ = try await store.storage(for: demo).insert(entry(name)) }
        _ = try await store.storage(for: other).insert(entry("k-5"))
        try await store.storage(for: demo).update(outbox: key("k-3"), to: .waiting("lost"), at: date(2))
        try await store.storage(for: demo).update(outbox: key("k-1"), to: .accepted(operationID("op_1")), at: date(2))
        try await store.storage(for: demo).update(outbox: key("k-2"), to: .refused("no"), at: date(2))
        let pending = try await store.storage(for: demo).unsettledMutations().map(\.entry)
        #expect(pending.map(\.key.rawValue) == ["k-3", "k-4"])
        #expect(pending.map(\.state) == [.waiting("lost"), .sending])
    }

    @Test func goingBackToSendingCountsAsSendingAgain() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        _ = try await store.storage(for: demo).insert(stored)
        for _ in 0..<2 {
            try await store.storage(for: demo).update(outbox: stored.key, to: .waiting("lost"), at: date(2))
            try await store.storage(for: demo).update(outbox: stored.key, to: .sending, at: date(3))
        }
        #expect(try await store.storage(for: demo).outboxEntry(stored.key)?.resendCount == 2)
    }

    @Test func theSameRequestUnderItsKeyIsTheStoredOne() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        _ = try await store.storage(for: demo).insert(stored)
        try await store.storage(for: demo).update(outbox: stored.key, to: .waiting("lost"), at: date(2))
        var again = stored
        again.createdAt = date(99)
        #expect(try await store.storage(for: demo).insert(again).entry.state == .waiting("lost"))
        #expect(try await store.storage(for: demo).unsettledMutations().map(\.entry).count == 1)
    }

    @Test func aKeyOfAnotherRequestIsRefused() async throws {
        let store = try TrackingStore.inMemory()
        _ = try await store.storage(for: demo).insert(entry("k-1"))
        await #expect(throws: TrackingStorageError.keyInUse(try key("k-1"))) {
            _ = try await store.storage(for: demo).insert(entry("k-1", body: "{}"))
        }
        // Another profile is another server: the key is free there.
        _ = try await store.storage(for: other).insert(entry("k-1", body: "{}"))
    }
}
