package import Foundation

/// The state of the connection to the server, as the header shows it.
package enum LinkState: Sendable, Hashable {
    /// No request was made yet.
    case connecting
    /// The newest readable response came at this time, and no request waits long.
    case live(since: Date)
    /// A request that started at `since` has had no response for at least `longestWait`.
    case silent(since: Date, lastAnswer: Date?)
    /// Responses have been unreadable since this time.
    case unreadable(since: Date, lastAnswer: Date?)
    /// The newest attempt failed; the next one is at `retryAt`.
    case retrying(problem: PollProblem, retryAt: Date, lastAnswer: Date?)
}

extension LinkState {
    /// The maximum wait for a response, and the maximum time without a readable one, that count as live; in seconds.
    package static let longestWait: TimeInterval = 10

    /// Returns the state after an unreadable response. A single one among readable ones changes nothing.
    package func afterUnreadableAnswer(at time: Date) -> LinkState {
        switch self {
        case .unreadable: return self
        case .live(let since) where time.timeIntervalSince(since) < Self.longestWait: return self
        case .live(let since): return .unreadable(since: time, lastAnswer: since)
        case .connecting: return .unreadable(since: time, lastAnswer: nil)
        case .silent(_, let lastAnswer), .retrying(_, _, let lastAnswer):
            return .unreadable(since: time, lastAnswer: lastAnswer)
        }
    }

    /// Returns the state while a request that started at that time waits longer than `longestWait`; nil for none.
    package func whileWaiting(since start: Date?) -> LinkState {
        guard let start else { return self }
        switch self {
        case .connecting: return .silent(since: start, lastAnswer: nil)
        case .live(let lastAnswer): return .silent(since: start, lastAnswer: lastAnswer)
        case .silent, .unreadable, .retrying: return self
        }
    }
}
