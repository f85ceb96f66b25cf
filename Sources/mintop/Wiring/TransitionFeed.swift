import MintDomain
import TrackingStore

/// What is new among the stored transitions, whichever process stored them: each one once, in the order of the store.
struct TransitionFeed: Sendable {
    let store: TrackingStore
    /// Whose transitions; at least one.
    let profiles: [ProfileID]
    /// The number of the last one that is known.
    let first: Int

    /// Begins with the transitions that are stored from now on.
    init(_ session: Session) async throws(StoreError) {
        store = session.store
        profiles = session.services.map(\.storage.profile)
        first = try await session.store.newestTransition()
    }

    /// Tells them until the task is canceled; costs nothing while nothing is stored.
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
                // The poller reports a store that fails; what could not be read comes with the next notice.
                continue
            }
        }
    }
}
