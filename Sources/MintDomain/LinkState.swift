package import Foundation

/// How the connection to the server is doing, as the header shows it.
package enum LinkState: Sendable, Hashable {
    /// Nothing was asked yet.
    case connecting
    /// The newest answer came at this time.
    case live(since: Date)
    /// The newest attempt failed; the next one is at `retryAt`.
    case retrying(problem: PollProblem, retryAt: Date, lastAnswer: Date?)
}
