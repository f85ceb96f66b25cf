package import MintDomain

/// The parameters of a `PollSchedule`. Every duration is positive.
package struct PollRules: Sendable, Hashable {
    /// The wait after the first response, a change of status, or an action of the user.
    package var firstWait: Duration = .seconds(2)
    /// The factor of each further wait, above 1.
    package var growth = 1.6
    /// The maximum wait for an operation that progresses by itself.
    package var longestWait: Duration = .seconds(15)
    /// The average additional delay of a change that is accepted to save one request. A larger value polls less and
    /// learns later.
    package var requestWorth: Duration = .seconds(3)
    /// The minimum wait derived from past durations.
    package var shortestLearnedWait: Duration = .seconds(1)
    /// The maximum wait derived from past durations, however unlikely a change is.
    package var longestLearnedWait: Duration = .seconds(60)
    /// The maximum wait between the 5th and the 95th percentile of past durations.
    package var longestLikelyWait: Duration = .seconds(20)
    /// The maximum age of a selected operation that progresses by itself, if the budget allows.
    package var selectedFreshness: Duration = .seconds(5)
    /// The part of `selectedFreshness` reserved for the response to arrive.
    package var answerAllowance: Duration = .milliseconds(700)
    /// The time between polls of an operation that needs a decision.
    package var personWait: Duration = .seconds(60)
    /// The first wait after an unknown id; doubles up to `longestGoneWait`.
    package var goneWait: Duration = .seconds(60)
    /// The maximum wait after an unknown id.
    package var longestGoneWait: Duration = .seconds(300)
    /// The first wait after a failure, before jitter; doubles up to `longestBackoff`.
    package var firstBackoff: Duration = .seconds(2)
    /// The maximum wait after a failure, before jitter.
    package var longestBackoff: Duration = .seconds(60)
    /// The minimum wait after a rejected key; jitter adds to it.
    package var shortestUnauthorizedWait: Duration = .seconds(30)
    /// The maximum wait after a rejected key.
    package var longestUnauthorizedWait: Duration = .seconds(60)
    /// The maximum pause granted to a server.
    package var longestObeyedPause: Duration = .seconds(24 * 60 * 60)
    /// The maximum number of simultaneous requests, from 1.
    package var concurrentRequests = 4
    /// The maximum number of requests started within any 60 s, from 1.
    package var requestsPerMinute = 60
    /// The maximum number of requests started at once after a quiet time, from 1.
    package var burst = 10

    package init() {}

    /// The parameters for documentation jobs: every 5 s, like the vendor's samples, less often if past jobs suggest a
    /// distant end, never more often automatically.
    package static var agentJobs: PollRules {
        var rules = PollRules()
        rules.firstWait = .seconds(5)
        rules.longestWait = .seconds(5)
        rules.shortestLearnedWait = .seconds(5)
        rules.longestLikelyWait = .seconds(10)
        rules.longestLearnedWait = .seconds(30)
        // A selection must not shorten the wait below 5 s; see `selectedWait`.
        rules.selectedFreshness = .seconds(5) + rules.answerAllowance + .seconds(60) / rules.requestsPerMinute
        // Half of it, after jitter, is still 5 s.
        rules.firstBackoff = .seconds(10)
        return rules
    }

    /// Returns the wait after a response about one of `count` operations selected on all screens: its freshness without
    /// the delays of the budget and the response. One takes at most a third of the budget, all of them at most two
    /// thirds.
    package func selectedWait(among count: Int) -> Duration {
        let turn = Duration.seconds(60) / max(requestsPerMinute, 1)
        return max(selectedFreshness - turn - answerAllowance, turn * max(1.5 * Double(count), 3), .seconds(1))
    }

    /// Returns the wait of the plain schedule after `previous`; nil restarts it.
    package func plainWait(after previous: Duration?) -> Duration {
        guard let previous else { return firstWait }
        return min(previous * growth, longestWait)
    }

    /// Returns the wait after a response; nil for an ended operation, which is never polled again. `previous` is the
    /// wait before this response; nil at the start of the sequence.
    package func wait(for operation: Operation, after previous: Duration?) -> Duration? {
        if operation.status.isFinal { return nil }
        return operation.awaitsPerson ? personWait : plainWait(after: previous)
    }

    /// Returns the wait after the `count`th failure in a row (from 1). Jitter (0 to 1) removes up to half of the wait.
    package func wait(after problem: PollProblem, count: Int, random: Double) -> Duration {
        switch problem {
        case .gone:
            doubled(goneWait, count: count, limit: longestGoneWait)
        case .unauthorized:
            shortestUnauthorizedWait + (longestUnauthorizedWait - shortestUnauthorizedWait) * random
        case .rateLimited, .unreachable, .unreadable, .refused:
            doubled(firstBackoff, count: count, limit: longestBackoff) * (1 - random / 2)
        }
    }

    /// The requested pause up to the maximum; zero if none was requested.
    package func obeyedPause(_ asked: Duration?) -> Duration {
        min(max(asked ?? .zero, .zero), longestObeyedPause)
    }

    private func doubled(_ first: Duration, count: Int, limit: Duration) -> Duration {
        // Twenty doublings exceed every limit; more would only overflow.
        min(first * (1 << min(max(count, 1) - 1, 20)), limit)
    }
}
