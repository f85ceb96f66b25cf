import Foundation
import GRDB
import MintDomain
import Tracking

@testable import TrackingStore

extension TrackingStore {
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await writing(body)
    }

    @discardableResult
    func prune(now: Date) async throws -> Int {
        try await write { db in try StorePruning.run(db, now: now) }
    }
}

extension ProfileStorage {
    func outboxEntry(_ key: IdempotencyKey) async throws -> OutboxEntry? {
        try await mutation(key)?.entry
    }

    func save(_ operations: [TrackedOperation]) async throws {
        try await save(operations, fence: nil)
    }

    /// Moves a decision from any state.
    func update(outbox key: IdempotencyKey, to state: OutboxState, at time: Date) async throws {
        _ = try await transition(key, from: Set(OutboxPhase.allCases), to: state, at: time)
    }
}
