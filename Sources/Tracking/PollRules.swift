package import MintDomain

/// The numbers a `PollSchedule` works with (design.md section 4, contract/README.md A5 and A8). Every duration is positive.
package struct PollRules: Sendable, Hashable {
    /// The wait after the first answer, after a change of status and after the person touched the operation.
    package var firstWait: Duration = .seconds(2)
    /// What each further wait is multiplied with, above 1.
    package var growth = 1.6
    /// No wait for an operation that moves by itself is longer.
    package var longestWait: Duration = .seconds(15)
    /// How much later, on average, one may learn of a change to save one request: the knob of the learned schedule.
    /// A larger one asks less and learns later.
    package var requestWorth: Duration = .seconds(3)
    /// No wait that follows from past durations is shorter.
    package var shortestLearnedWait: Duration = .seconds(1)
    /// No wait that follows from past durations is longer, however unlikely a change is.
    package var longestLearnedWait: Duration = .seconds(60)
    /// No wait between the 5th and the 95th percentile of past durations is longer.
    package var longestLikelyWait: Duration = .seconds(20)
    /// A selected operation that moves by itself was confirmed at most this long ago, as far as the budget allows.
    package var selectedFreshness: Duration = .seconds(5)
    /// What of `selectedFreshness` is kept for the answer to arrive.
    package var answerAllowance: Duration = .milliseconds(700)
    /// The wait while an operation stands still until a person decides.
    package var personWait: Duration = .seconds(60)
    /// The first wait after the server did not know the id; doubles up to `longestGoneWait`.
    package var goneWait: Duration = .seconds(60)
    /// No wait after an unknown id is longer.
    package var longestGoneWait: Duration = .seconds(300)
    /// The first wait after a failure, before jitter; doubles up to `longestBackoff`.
    package var firstBackoff: Duration = .seconds(2)
    /// No wait after a failure is longer, before jitter.
    package var longestBackoff: Duration = .seconds(60)
    /// The shortest wait after the server refused the key; jitter adds to it.
    package var shortestUnauthorizedWait: Duration = .seconds(30)
    /// The longest wait after the server refused the key.
    package var longestUnauthorizedWait: Duration = .seconds(60)
    /// A server that asks for a longer pause gets this one.
    package var longestObeyedPause: Duration = .seconds(24 * 60 * 60)
    /// How many requests may be on the wire at once, from 1.
    package var concurrentRequests = 4
    /// How many requests may start within any 60 s, from 1.
    package var requestsPerMinute = 60
    /// How many requests may start at once after a quiet time, from 1.
    package var burst = 10

    /// The numbers of the plain schedule.
    package init() {}

    /// The numbers for documentation jobs: every 5 s, as the vendor's own samples do (contract/README.md part B), less
    /// often where past jobs say that an end is far, never more often by themselves.
    package static var agentJobs: PollRules {
        var rules = PollRules()
        rules.firstWait = .seconds(5)
        rules.longestWait = .seconds(5)
        rules.shortestLearnedWait = .seconds(5)
        rules.longestLikelyWait = .seconds(10)
        rules.longestLearnedWait = .seconds(30)
        // Being selected must not make the wait shorter than 5 s; see `selectedWait`.
        rules.selectedFreshness = .seconds(5) + rules.answerAllowance + .seconds(60) / rules.requestsPerMinute
        // Half of it, after jitter, is still 5 s.
        rules.firstBackoff = .seconds(10)
        return rules
    }

    /// The wait after an answer about a selected operation: its freshness, less what the budget and the answer may
    /// take. Never so short that one selected operation takes more than a third of the budget, or all of them more
    /// than two thirds.
    ///
    /// - Parameter count: How many are selected, on all screens.
    /// - Returns: The wait.
    package func selectedWait(among count: Int) -> Duration {
        let turn = Duration.seconds(60) / max(requestsPerMinute, 1)
        return max(selectedFreshness - turn - answerAllowance, turn * max(1.5 * Double(count), 3), .seconds(1))
    }

    /// The wait of the plain schedule that follows `previous`; nil starts it again.
    package func plainWait(after previous: Duration?) -> Duration {
        guard let previous else { return firstWait }
        return min(previous * growth, longestWait)
    }

    /// The wait after an answer; an operation that has ended is never asked about again.
    ///
    /// - Parameters:
    ///   - operation: What the server said.
    ///   - previous: The wait before this answer; nil where the sequence starts again.
    /// - Returns: The wait; nil for never.
    package func wait(for operation: Operation, after previous: Duration?) -> Duration? {
        if operation.status.isFinal { return nil }
        return operation.awaitsPerson ? personWait : plainWait(after: previous)
    }

    /// The wait after the `count`th failure in a row about one thing (from 1).
    ///
    /// - Parameters:
    ///   - problem: What went wrong.
    ///   - count: How many failures in a row there were, this one included.
    ///   - random: The jitter, 0 to 1: it takes away up to half of the wait.
    /// - Returns: The wait before the next request about it.
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

    /// The pause a server asked for, within what is obeyed; zero where it did not ask.
    package func obeyedPause(_ asked: Duration?) -> Duration {
        min(max(asked ?? .zero, .zero), longestObeyedPause)
    }

    private func doubled(_ first: Duration, count: Int, limit: Duration) -> Duration {
        // Twenty doublings pass every limit; more would only overflow.
        min(first * (1 << min(max(count, 1) - 1, 20)), limit)
    }
}
