import MintDomain
import Tracking
import TrackingStore

extension Session {
    /// Decisions without an end that no living process takes care of: those to be restored here.
    func abandonedDecisions() async throws(TrackingStorageError) -> [OutboxEntry] {
        try await storage.unsettledMutations().filter { $0.holder == .nobody }.map(\.entry)
    }
}
