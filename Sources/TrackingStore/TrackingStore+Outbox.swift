package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension TrackingStore {
    /// Stores a decision before it is sent, with this store as its holder; on disk when this returns.
    ///
    /// - Returns: As `TrackingStorage.insert`.
    /// - Throws: `keyInUse` if the key belongs to another request; `undecided` if another decision about the operation
    ///   is unsettled; `full`, `readOnly`, `failed` or `damaged`.
    @discardableResult
    package func insert(_ entry: OutboxEntry, profile: ProfileID) async throws(StoreError) -> OutboxInsertion {
        try await write { [presence] db in
            if let stored = try StoredMutation.fetch(db, entry.key, profile)?.entry {
                let isSame = (stored.method, stored.path, stored.body) == (entry.method, entry.path, entry.body)
                guard isSame else { throw StoreError.keyInUse(entry.key) }
                return OutboxInsertion(entry: stored, isEarlier: true)
            }
            var insertion = OutboxInsertion(entry: entry)
            if let id = entry.operationID {
                for (first, owner) in try StoredMutation.unsettled(db, about: id, profile) {
                    guard entry.mutation.mayFollow(first.mutation) else {
                        throw StoreError.undecided(
                            TrackingStorageMutation(entry: first, holder: Self.holder(owner, presence)))
                    }
                    if first.state.phase == .held {
                        _ = try StoredMutation.set(
                            db, first.key, to: .canceled, resent: false, owner: presence.token, at: entry.createdAt,
                            profile)
                        insertion.replaced = first.key
                    } else if entry.state == .sending {
                        insertion.entry.state = .held(until: entry.createdAt)
                    }
                }
            }
            try StoredMutation.insert(db, insertion.entry, owner: presence.token, profile)
            return insertion
        }
    }

    /// Moves a decision to another state if it is still in one of `phases`; on disk when this returns.
    ///
    /// A `sending` or `waiting` one moves only for its holder, or for any process once its holder is dead. The process
    /// that moves it to `sending` becomes its holder, and it counts as resent unless it was held. The last error stays
    /// until there is another one.
    ///
    /// - Returns: Of several callers at once, in any process, one gets `moved`. An unknown key is `notMoved`.
    package func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date, profile: ProfileID
    ) async throws(StoreError) -> OutboxTransition {
        try await write { [presence] db in
            guard let (entry, owner) = try StoredMutation.fetch(db, key, profile) else { return .notMoved }
            let phase = entry.state.phase
            guard phases.contains(phase) else { return .notMoved }
            let isOnTheWay = phase == .sending || phase == .waiting
            let isForeign = owner.map { $0 != presence.token && presence.isAlive($0) } ?? false
            if isOnTheWay && isForeign { return .notMoved }
            if !isOnTheWay, state == .sending, let id = entry.operationID,
                let first = try StoredMutation.unsettled(db, about: id, profile).first, first.entry.key != key
            {
                return .blocked(
                    TrackingStorageMutation(entry: first.entry, holder: Self.holder(first.owner, presence)))
            }
            let isMoved = try StoredMutation.set(
                db, key, to: state, resent: isOnTheWay && state == .sending, owner: presence.token, at: time, profile)
            return isMoved ? .moved : .notMoved
        }
    }

    /// Overwrites the state of a mutation; on disk when this returns.
    ///
    /// Only for a process that is alone with its store: `transition` is for several. A move to `sending` counts as
    /// resending. The last error stays until there is another one.
    ///
    /// - Throws: `unknownKey` for an unknown key; `full`, `readOnly`, `failed` or `damaged`.
    package func update(
        outbox key: IdempotencyKey, to state: OutboxState, at time: Date, profile: ProfileID
    ) async throws(StoreError) {
        try await write { [presence] db in
            let isStored = try StoredMutation.set(
                db, key, to: state, resent: state == .sending, owner: presence.token, at: time, profile)
            if !isStored { throw StoreError.unknownKey(key) }
        }
    }

    /// Returns the unsettled mutations, `held`, `sending` and `waiting`, in stored order, with the state of their
    /// holders.
    package func unsettledMutations(_ profile: ProfileID) async throws(StoreError) -> [TrackingStorageMutation] {
        try await read { [presence] db in
            try StoredMutation.unsettled(db, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: Self.holder(owner, presence))
            }
        }
    }

    package func mutation(
        _ key: IdempotencyKey, profile: ProfileID
    ) async throws(StoreError) -> TrackingStorageMutation? {
        try await read { [presence] db in
            try StoredMutation.fetch(db, key, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: Self.holder(owner, presence))
            }
        }
    }

    /// Returns the requests and messages to an operation or job: the mutations that created it or act on it, in stored
    /// order.
    package func conversation(
        with id: OperationID, profile: ProfileID
    ) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.conversation(db, id, profile) }
    }

    /// Returns the mutations that may have arrived without a response and are never sent again, in stored order,
    /// without dismissed ones.
    package func uncertainMutations(_ profile: ProfileID) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.uncertain(db, profile) }
    }

    /// Dismisses an uncertain mutation that the user has checked; it stays uncertain.
    ///
    /// - Returns: Whether there was one to dismiss.
    package func dismiss(_ key: IdempotencyKey, profile: ProfileID) async throws(StoreError) -> Bool {
        try await write { db in try StoredMutation.dismiss(db, key, profile) }
    }

    /// Returns the latest possible send times of mutations that are not repeatable, since a time, without refused ones,
    /// ascending.
    package func sendTimes(since time: Date, profile: ProfileID) async throws(StoreError) -> [Date] {
        try await read { db in try StoredMutation.sendTimes(db, since: time, profile) }
    }

    /// The mutations of unknown outcome, `sending` and `waiting`, in stored order.
    package func pendingOutbox(_ profile: ProfileID) async throws(StoreError) -> [OutboxEntry] {
        try await unsettledMutations(profile).map(\.entry).filter { $0.state.phase != .held }
    }

    private static func holder(_ owner: String?, _ presence: StorePresence) -> OutboxHolder {
        guard let owner, presence.isAlive(owner) else { return .noProcess }
        return owner == presence.token ? .me : .another(process: StorePresence.processID(of: owner))
    }
}
