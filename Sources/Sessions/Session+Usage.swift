package import MintAPI
package import MintDomain
import Tracking

extension Session {
    /// Reads the Credits of the account, and stores a sample of them.
    package func usage() async throws(MintError) -> Usage {
        let usage = try await client.usage()
        let sample = CreditSample(at: clocks.now(), available: usage.availableCredits, used: usage.usedCredits)
        // `try?`: without the sample only a statistic has a gap, and the poller reports a failing store.
        try? await operations.storage.add(sample)
        return usage
    }
}
