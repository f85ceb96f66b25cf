package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension TrackingStore {
    /// Stores a mutation before it is sent, with this store as its holder; it is on disk when this returns.
    ///
    /// Where the same request is stored under its key already, that one stays as it is.
    ///
    /// - Returns: What is stored now: the entry, or the older one with the same key, method, path and body.
    /// - Throws: `keyInUse` where the key belongs to another request; `full`, `readOnly`, `failed` or `damaged`.
    @discardableResult
    package func insert(_ entry: OutboxEntry, profile: ProfileID) async throws(StoreError) -> OutboxEntry {
        try await write { [presence] db in
            if let stored = try StoredMutation.fetch(db, entry.key, profile)?.entry {
                let isSame = (stored.method, stored.path, stored.body) == (entry.method, entry.path, entry.body)
                guard isSame else { throw StoreError.keyInUse(entry.key) }
                return stored
            }
            try StoredMutation.insert(db, entry, owner: presence.token, profile)
            return entry
        }
    }

    /// Moves a mutation to another state if it still is in one of `phases`; it is on disk when this returns.
    ///
    /// A `sending` or `unknown` one moves only for its holder, or for anybody once its holder is dead. Whoever takes
    /// it to `sending` becomes its holder, and it counts as resent unless it was held. The last error stays until
    /// there is another one.
    ///
    /// - Returns: Whether it was moved: of several callers at once, in whatever process, one gets `true`. False too
    ///   for a key that is not stored.
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`.
    package func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date, profile: ProfileID
    ) async throws(StoreError) -> Bool {
        try await write { [presence] db in
            guard let (entry, owner) = try StoredMutation.fetch(db, key, profile) else { return false }
            let phase = entry.state.phase
            guard phases.contains(phase) else { return false }
            let isOnTheWay = phase == .sending || phase == .unknown
            let isForeign = owner.map { $0 != presence.token && presence.isAlive($0) } ?? false
            if isOnTheWay && isForeign { return false }
            return try StoredMutation.set(
                db, key, to: state, resent: isOnTheWay && state == .sending, owner: presence.token, at: time, profile)
        }
    }

    /// Records where a mutation stands now, whatever it was; it is on disk when this returns.
    ///
    /// For one process alone with its store: `transition` is for several. Going back to `sending` counts as sending
    /// it again. The last error stays until there is another one.
    ///
    /// - Throws: `unknownKey` where no such entry is stored; `full`, `readOnly`, `failed` or `damaged`.
    package func update(
        outbox key: IdempotencyKey, to state: OutboxState, at time: Date, profile: ProfileID
    ) async throws(StoreError) {
        try await write { [presence] db in
            let isStored = try StoredMutation.set(
                db, key, to: state, resent: state == .sending, owner: presence.token, at: time, profile)
            if !isStored { throw StoreError.unknownKey(key) }
        }
    }

    /// The mutations that are not settled, `held`, `sending` and `unknown`, in the order they were stored, and
    /// whether whoever holds them lives.
    ///
    /// - Throws: `failed` or `damaged`.
    package func unsettledMutations(_ profile: ProfileID) async throws(StoreError) -> [TrackingStorageMutation] {
        try await read { [presence] db in
            try StoredMutation.unsettled(db, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: Self.holder(owner, presence))
            }
        }
    }

    /// The mutation under a key, with its holder; nil where there is none.
    ///
    /// - Throws: `failed` or `damaged`.
    package func mutation(
        _ key: IdempotencyKey, profile: ProfileID
    ) async throws(StoreError) -> TrackingStorageMutation? {
        try await read { [presence] db in
            try StoredMutation.fetch(db, key, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: Self.holder(owner, presence))
            }
        }
    }

    /// What was asked of an operation or said to a job from here: the mutations that made it or act on it, in the order
    /// they were stored.
    ///
    /// - Throws: `failed` or `damaged`.
    package func conversation(
        with id: OperationID, profile: ProfileID
    ) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.conversation(db, id, profile) }
    }

    /// The mutations that may have arrived without an answer and are never sent again, in the order they were stored;
    /// without those that were put away.
    ///
    /// - Throws: `failed` or `damaged`.
    package func uncertainMutations(_ profile: ProfileID) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.uncertain(db, profile) }
    }

    /// Puts away an uncertain mutation that a person has looked into; it stays uncertain.
    ///
    /// - Returns: Whether there was one to put away.
    /// - Throws: `full`, `readOnly`, `failed` or `damaged`.
    package func dismiss(_ key: IdempotencyKey, profile: ProfileID) async throws(StoreError) -> Bool {
        try await write { db in try StoredMutation.dismiss(db, key, profile) }
    }

    /// When mutations that are not repeatable went out since a time, at the latest, in ascending order; refused ones are
    /// left out.
    ///
    /// - Throws: `failed` or `damaged`.
    package func sendTimes(since time: Date, profile: ProfileID) async throws(StoreError) -> [Date] {
        try await read { db in try StoredMutation.sendTimes(db, since: time, profile) }
    }

    /// The mutations whose outcome is not known, `sending` and `unknown`, in the order they were stored.
    ///
    /// - Throws: `failed` or `damaged`.
    package func pendingOutbox(_ profile: ProfileID) async throws(StoreError) -> [OutboxEntry] {
        try await unsettledMutations(profile).map(\.entry).filter { $0.state.phase != .held }
    }

    /// The mutation under a key; nil where there is none.
    ///
    /// - Throws: `failed` or `damaged`.
    package func outboxEntry(_ key: IdempotencyKey, profile: ProfileID) async throws(StoreError) -> OutboxEntry? {
        try await mutation(key, profile: profile)?.entry
    }

    private static func holder(_ owner: String?, _ presence: StorePresence) -> TrackingStorageMutation.Holder {
        guard let owner, presence.isAlive(owner) else { return .nobody }
        return owner == presence.token ? .me : .another
    }
}
