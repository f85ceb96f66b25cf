/// When a failed request is sent again, and after what wait: pure, so that every case is a row of a test.
///
/// Source: contract/README.md A9. Statuses 429, 500, 502, 503, 504 and passing network failures are retried for reads
/// and for changes with an idempotency key; a change without a key only on 429.
package struct RetryRules: Sendable, Hashable {
    /// How many attempts there are in all, the first one included; at least 1.
    package var maximumAttempts: Int
    /// The wait after the first attempt before jitter; it doubles from attempt to attempt.
    package var firstWait: Duration
    /// No wait of our own choice is longer.
    package var longestWait: Duration
    /// No attempt starts later than this after the first one began.
    package var totalTime: Duration

    package init(
        maximumAttempts: Int = 4, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(8),
        totalTime: Duration = .seconds(60)
    ) {
        self.maximumAttempts = maximumAttempts
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.totalTime = totalTime
    }

    /// How an attempt ended.
    package enum Outcome: Sendable, Hashable {
        case answer(status: Int)
        case failure(TransportFailure)
    }

    /// Decides about the next attempt.
    ///
    /// - Parameters:
    ///   - outcome: how the newest attempt ended.
    ///   - attempt: its number, from 1.
    ///   - elapsed: time since the first attempt began.
    ///   - isRepeatable: see `HTTPRequest.isRepeatable`.
    ///   - retryAfter: what the server asked for; it takes the place of our own wait.
    ///   - random: 0 up to 1; our own wait is between half of itself and the whole.
    /// - Returns: the wait before it, or nil where there is none and the outcome goes to the caller.
    package func wait(
        after outcome: Outcome, attempt: Int, elapsed: Duration, isRepeatable: Bool, retryAfter: Duration?,
        random: Double
    ) -> Duration? {
        guard attempt < maximumAttempts, Self.isWorthRepeating(outcome, isRepeatable: isRepeatable) else { return nil }
        let wait = retryAfter ?? backoff(attempt: attempt, random: random)
        return elapsed + wait <= totalTime ? wait : nil
    }

    private static func isWorthRepeating(_ outcome: Outcome, isRepeatable: Bool) -> Bool {
        switch outcome {
        case .answer(429): true
        case .answer(let status): isRepeatable && [500, 502, 503, 504].contains(status)
        case .failure(let failure): isRepeatable && failure.isPassing
        }
    }

    private func backoff(attempt: Int, random: Double) -> Duration {
        var wait = firstWait
        for _ in 1..<max(attempt, 1) where wait < longestWait { wait *= 2 }
        return min(wait, longestWait) * (0.5 + min(max(random, 0), 1) / 2)
    }
}
