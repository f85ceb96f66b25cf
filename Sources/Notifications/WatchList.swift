package import Dashboard
package import MintDomain
package import Sessions
import Tracking

/// The operations and jobs with notifications. Kept in the store, for every process and later sessions; if the store
/// fails, for this session only.
package actor WatchList {
    /// One of each service; at least one.
    private let storages: [any TrackingStorage]
    private var stored: Set<OperationID> = []
    /// The settings that the store did not accept.
    private var own: [OperationID: Bool] = [:]

    package init(_ session: Session) {
        storages = session.services.map(\.storage)
    }

    /// The operations and jobs with notifications.
    package var ids: Set<OperationID> {
        own.reduce(into: stored) { ids, entry in
            if entry.value { ids.insert(entry.key) } else { ids.remove(entry.key) }
        }
    }

    /// Turns notifications on or off.
    ///
    /// - Returns: The resulting set, and a warning if the store did not keep it.
    package func set(_ ids: [OperationID], _ isWatched: Bool) async -> [Action] {
        do throws(TrackingStorageError) {
            for storage in storages { try await storage.setWatched(ids, isWatched) }
            try await read()
            for id in ids { own[id] = nil }
            return [.watchedChanged(self.ids)]
        } catch {
            for id in ids { own[id] = isWatched }
            return [
                .watchedChanged(self.ids),
                .announced(.warning, "Saved for this session only: \(error.description)"),
            ]
        }
    }

    /// Sends the set at once, and after each change by any process, until the task is canceled.
    package func follow(_ tell: @Sendable (Action) -> Void) async {
        guard let storage = storages.first else { return }
        var told: Set<OperationID> = []
        for await _ in storage.notices() {
            do throws(TrackingStorageError) {
                try await read()
            } catch {
                // The last known set is kept; the poller reports a failing store.
                continue
            }
            guard ids != told else { continue }
            told = ids
            tell(.watchedChanged(told))
        }
    }

    private func read() async throws(TrackingStorageError) {
        var ids: Set<OperationID> = []
        for storage in storages { ids.formUnion(try await storage.watched()) }
        stored = ids
    }
}
