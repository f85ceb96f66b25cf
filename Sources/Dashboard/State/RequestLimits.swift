import FoundationEssentials
import MintDomain

/// The request limits of the two services.
package struct RequestLimits: Sendable, Hashable {
    /// The maximum number of requests per minute; at least 1.
    package let mint: Int
    /// The same for the agent service.
    package let jobs: Int

    package init(mint: Int = 60, jobs: Int = 60) {
        (self.mint, self.jobs) = (max(1, mint), max(1, jobs))
    }
}

/// The longest interval of a poller that is on schedule, in seconds, for operations that change rarely.
private let longestWait: TimeInterval = 60

extension State {
    /// The time after which a row is stale: three times the longest interval. That interval grows if the unfinished
    /// operations need more than the requests of a minute.
    ///
    /// - Returns: Nil for a finished operation, and for one that was never confirmed.
    func overdueTime(_ row: TrackedOperation, in pane: Pane) -> Date? {
        guard let operation = row.operation, !operation.status.isFinal, let confirmedAt = row.confirmedAt else {
            return nil
        }
        let unfinished = tracked(pane)?.rows.counts.unfinished ?? 0
        let round =
            60 * Double(unfinished) / Double(pane == .jobs ? setup.requestLimits.jobs : setup.requestLimits.mint)
        return confirmedAt.addingTimeInterval(3 * max(longestWait, round))
    }

    /// The requests of the last minute, the most allowed, and the time at which the oldest of them no longer counts.
    var requestUse: (count: Int, limit: Int, changes: Date?) {
        let start = now.addingTimeInterval(-60)
        let recent = requestLog.reversed().prefix { $0.at > start }
        let limit = setup.requestLimits.mint + (jobs == nil ? 0 : setup.requestLimits.jobs)
        return (recent.count, limit, recent.last?.at.addingTimeInterval(60))
    }
}
