import FoundationEssentials
import MintDomain

/// How often the services may be asked.
package struct RequestLimits: Sendable, Hashable {
    /// Requests a minute at most, from 1.
    package let mint: Int
    /// The same for the service of the jobs.
    package let jobs: Int

    package init(mint: Int = 60, jobs: Int = 60) {
        (self.mint, self.jobs) = (max(1, mint), max(1, jobs))
    }
}

/// The longest wait of a poller that keeps its plan (design.md section 4): for what stands still, or hardly can change.
private let longestWait: TimeInterval = 60

extension State {
    /// When a row of that pane was to be confirmed again at the latest: after three times the longest wait, which grows
    /// where more is unfinished than the service may be asked about in a minute.
    ///
    /// - Returns: Nil for what has ended, and for what was never read and says so.
    func overdueTime(_ row: TrackedOperation, in pane: Pane) -> Date? {
        guard let operation = row.operation, !operation.status.isFinal, let confirmedAt = row.confirmedAt else {
            return nil
        }
        let unfinished = tracked(pane)?.rows.counts.unfinished ?? 0
        let round = 60 * Double(unfinished) / Double(pane == .jobs ? requestLimits.jobs : requestLimits.mint)
        return confirmedAt.addingTimeInterval(3 * max(longestWait, round))
    }

    /// How many requests started within the last minute, how many may at most, and when the first of them counts no more.
    var requestUse: (count: Int, limit: Int, changes: Date?) {
        let start = now.addingTimeInterval(-60)
        let recent = requestLog.reversed().prefix { $0.at > start }
        let limit = requestLimits.mint + (jobPane == nil ? 0 : requestLimits.jobs)
        return (recent.count, limit, recent.last?.at.addingTimeInterval(60))
    }
}
