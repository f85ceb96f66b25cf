import Foundation
import MintDomain
import Tracking
@testable import TrackingStore

extension TrackingStore {
    func outboxEntry(_ key: IdempotencyKey, profile: ProfileID) async throws -> OutboxEntry? {
        try await mutation(key, profile: profile)?.entry
    }

    @discardableResult
    func prune(now: Date) async throws -> Int {
        try await write { db in try StorePruning.run(db, now: now) }
    }
}
