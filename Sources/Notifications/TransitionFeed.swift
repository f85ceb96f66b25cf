import MintDomain
import Sessions
import Tracking
import TrackingStore

/// The new transitions in the store, of all processes: each one once, in the order of the store.
struct TransitionFeed: Sendable {
    let store: TrackingStore
    /// At least one.
    let profiles: [ProfileID]
    /// The number of the last known transition.
    let first: Int

    /// Starts with the transitions that are stored from now on.
    init(_ session: Session) async throws(StoreError) {
        store = session.store
        profiles = session.services.map(\.storage.profile)
        first = try await session.store.newestTransition()
    }

    /// Passes on new transitions until the task is canceled; an idle store causes no work.
    func run(_ tell: ([NumberedTransition]) async -> Void) async {
        guard let profile = profiles.first else { return }
        var sequence = first
        for await _ in store.storage(for: profile).notices() {
            do throws(StoreError) {
                while true {
                    let batch = try await store.transitions(after: sequence, limit: 500, profiles: profiles)
                    guard let last = batch.last else { break }
                    sequence = last.sequence
                    await tell(batch)
                }
            } catch {
                // The poller reports a failing store. The next notice reads the missed transitions.
                continue
            }
        }
    }
}
