import Dashboard
import MintDomain
import Sessions
import TerminalCore
import Tracking
import TrackingStore

extension Session {
    /// The messages for the end if the store was deleted or replaced: a sentence, and one for each decision that is
    /// lost; empty while the store is in place.
    package func storeLoss() async -> [String] {
        do throws(StoreError) {
            try store.checkPlace()
            return []
        } catch {
            var sentences = [error.description]
            for feed in feeds {
                for entry in await feed.service.outbox.pending() {
                    sentences.append("Not kept for the next start: \(entry.mutation.summary.string).")
                }
            }
            return sentences
        }
    }
}
