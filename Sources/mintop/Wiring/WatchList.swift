import Dashboard
import MintDomain
import TrackingStore

/// What is watched in a session: in the store, so that it holds for every mintop and the next start; where the store
/// takes nothing, for this session.
actor WatchList {
    private let store: TrackingStore
    private let profiles: [ProfileID]
    private var stored: Set<OperationID> = []
    /// What the store could not keep.
    private var own: [OperationID: Bool] = [:]

    init(_ session: Session) {
        store = session.store
        profiles = session.services.map(\.storage.profile)
    }

    /// What is watched now.
    var ids: Set<OperationID> {
        own.reduce(into: stored) { ids, entry in
            if entry.value { ids.insert(entry.key) } else { ids.remove(entry.key) }
        }
    }

    /// Watches these from now on, or no more.
    ///
    /// - Returns: What is watched now, and why the store does not keep it, where that is so.
    func set(_ ids: [OperationID], _ isWatched: Bool) async -> [Action] {
        do throws(StoreError) {
            for profile in profiles { try await store.setWatched(ids, isWatched, profile: profile) }
            try await read()
            for id in ids { own[id] = nil }
            return [.watchedChanged(self.ids)]
        } catch {
            for id in ids { own[id] = isWatched }
            return [
                .watchedChanged(self.ids),
                .announced(.warning, "This holds for this session only: \(error.description)"),
            ]
        }
    }

    /// Tells what is watched, at once and whenever any process changes it, until the task is canceled.
    func follow(_ tell: @Sendable (Action) -> Void) async {
        guard let profile = profiles.first else { return }
        var told: Set<OperationID> = []
        for await _ in store.storage(for: profile).notices() {
            do throws(StoreError) {
                try await read()
            } catch {
                // What was known stays; the poller reports a store that fails.
                continue
            }
            guard ids != told else { continue }
            told = ids
            tell(.watchedChanged(told))
        }
    }

    private func read() async throws(StoreError) {
        var ids: Set<OperationID> = []
        for profile in profiles { ids.formUnion(try await store.watched(profile)) }
        stored = ids
    }
}
