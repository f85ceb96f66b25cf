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
        try await store.insert(entry("k-1"), profile: demo)
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
        try await store.insert(stored, profile: demo)
        #expect(try await store.outboxEntry(stored.key, profile: demo) == stored)
    }

    @Test func acceptedKeepsTheOperationItMade() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        try await store.insert(stored, profile: demo)
        let accepted = OutboxState.accepted(try operationID("op_new"))
        try await store.update(outbox: stored.key, to: accepted, at: date(2), profile: demo)
        #expect(try await store.outboxEntry(stored.key, profile: demo)?.state == accepted)
    }

    @Test func onlyUnsettledEntriesArePendingOldestFirst() async throws {
        let store = try TrackingStore.inMemory()
        for name in ["k-3", "k-1", "k-2", "k-4"] { try await store.insert(entry(name), profile: demo) }
        try await store.insert(entry("k-5"), profile: other)
        try await store.update(outbox: key("k-3"), to: .waiting("lost"), at: date(2), profile: demo)
        try await store.update(outbox: key("k-1"), to: .accepted(operationID("op_1")), at: date(2), profile: demo)
        try await store.update(outbox: key("k-2"), to: .refused("no"), at: date(2), profile: demo)
        let pending = try await store.pendingOutbox(demo)
        #expect(pending.map(\.key.rawValue) == ["k-3", "k-4"])
        #expect(pending.map(\.state) == [.waiting("lost"), .sending])
    }

    @Test func goingBackToSendingCountsAsSendingAgain() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        try await store.insert(stored, profile: demo)
        for _ in 0..<2 {
            try await store.update(outbox: stored.key, to: .waiting("lost"), at: date(2), profile: demo)
            try await store.update(outbox: stored.key, to: .sending, at: date(3), profile: demo)
        }
        #expect(try await store.outboxEntry(stored.key, profile: demo)?.resendCount == 2)
    }

    @Test func theSameRequestUnderItsKeyIsTheStoredOne() async throws {
        let store = try TrackingStore.inMemory()
        let stored = try entry("k-1")
        try await store.insert(stored, profile: demo)
        try await store.update(outbox: stored.key, to: .waiting("lost"), at: date(2), profile: demo)
        var again = stored
        again.createdAt = date(99)
        #expect(try await store.insert(again, profile: demo).entry.state == .waiting("lost"))
        #expect(try await store.pendingOutbox(demo).count == 1)
    }

    @Test func aKeyOfAnotherRequestIsRefused() async throws {
        let store = try TrackingStore.inMemory()
        try await store.insert(entry("k-1"), profile: demo)
        await #expect(throws: StoreError.keyInUse(try key("k-1"))) {
            try await store.insert(entry("k-1", body: "{}"), profile: demo)
        }
        // Another profile is another server: the key is free there.
        try await store.insert(entry("k-1", body: "{}"), profile: other)
    }

    @Test func anUnknownKeyIsNamed() async throws {
        let store = try TrackingStore.inMemory()
        await #expect(throws: StoreError.unknownKey(try key("k-1"))) {
            try await store.update(outbox: key("k-1"), to: .sending, at: date(1), profile: demo)
        }
    }
}
