package import Foundation
import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func insert(_ entry: OutboxEntry) async throws(TrackingStorageError) -> OutboxInsertion {
        try await revise { db in
            if let stored = try StoredMutation.fetch(db, entry.key, profile)?.entry {
                let isSame = (stored.method, stored.path, stored.body) == (entry.method, entry.path, entry.body)
                guard isSame else { throw TrackingStorageError.keyInUse(entry.key) }
                return OutboxInsertion(entry: stored, isEarlier: true)
            }
            var insertion = OutboxInsertion(entry: entry)
            if let id = entry.operationID {
                for (first, owner) in try StoredMutation.unsettled(db, about: id, profile) {
                    guard entry.mutation.mayFollow(first.mutation) else {
                        throw TrackingStorageError.undecided(
                            TrackingStorageMutation(entry: first, holder: holder(owner)))
                    }
                    if first.state.phase == .held {
                        _ = try StoredMutation.set(
                            db, first.key, to: .canceled, resent: false, owner: presence.token, at: entry.createdAt,
                            profile)
                        insertion.replaced = first.key
                        try StoredActivity.insert(db, first, became: .canceled, at: entry.createdAt, profile)
                    } else if entry.state == .sending {
                        insertion.entry.state = .held(until: entry.createdAt)
                    }
                }
            }
            try StoredMutation.insert(db, insertion.entry, owner: presence.token, profile)
            try StoredActivity.insert(db, entry, became: insertion.entry.state, at: entry.createdAt, profile)
            return insertion
        }
    }

    package func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) async throws(TrackingStorageError) -> OutboxTransition {
        try await revise { db in
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
                    TrackingStorageMutation(entry: first.entry, holder: holder(first.owner)))
            }
            let isMoved = try StoredMutation.set(
                db, key, to: state, resent: isOnTheWay && state == .sending, owner: presence.token, at: time, profile)
            if isMoved, state.phase.isFinal {
                try StoredActivity.insert(db, entry, became: state, at: time, profile)
            }
            return isMoved ? .moved : .notMoved
        }
    }

    package func unsettledMutations() async throws(TrackingStorageError) -> [TrackingStorageMutation] {
        try await read { db in
            try StoredMutation.unsettled(db, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: holder(owner))
            }
        }
    }

    package func mutation(
        _ key: IdempotencyKey
    ) async throws(TrackingStorageError) -> TrackingStorageMutation? {
        try await read { db in
            try StoredMutation.fetch(db, key, profile).map { entry, owner in
                TrackingStorageMutation(entry: entry, holder: holder(owner))
            }
        }
    }

    package func conversation(
        with id: OperationID
    ) async throws(TrackingStorageError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.conversation(db, id, profile) }
    }

    package func uncertainMutations() async throws(TrackingStorageError) -> [OutboxEntry] {
        try await read { db in try StoredMutation.uncertain(db, profile) }
    }

    package func dismiss(_ key: IdempotencyKey) async throws(TrackingStorageError) -> Bool {
        try await revise { db in try StoredMutation.dismiss(db, key, profile) }
    }

    package func sendTimes(since time: Date) async throws(TrackingStorageError) -> [Date] {
        try await read { db in try StoredMutation.sendTimes(db, since: time, profile) }
    }

    private func holder(_ owner: String?) -> OutboxHolder {
        guard let owner, presence.isAlive(owner) else { return .noProcess }
        return owner == presence.token ? .me : .another(process: StorePresence.processID(of: owner))
    }
}
