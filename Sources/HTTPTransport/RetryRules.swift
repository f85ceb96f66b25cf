/// Decides whether and when a failed request is sent again, as a pure function.
///
/// Statuses 429, 500, 502, 503, 504 and passing network failures are retried for reads and for changes with an
/// idempotency key; a change without a key only after a 429.
package struct RetryRules: Sendable, Hashable {
    /// The maximum number of attempts, the first one included; at least 1.
    package var maximumAttempts: Int
    /// The wait after the first attempt before jitter; it doubles with each attempt.
    package var firstWait: Duration
    /// The maximum wait, unless the server asks for more.
    package var longestWait: Duration
    /// The time after the first attempt began when no further attempt starts.
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

    package enum Outcome: Sendable, Hashable {
        case answer(status: Int)
        case failure(TransportFailure)
    }

    /// Returns the wait before the next attempt.
    ///
    /// - Parameters:
    ///   - outcome: The outcome of the newest attempt.
    ///   - attempt: Its number, from 1.
    ///   - elapsed: The time since the first attempt began.
    ///   - isRepeatable: See `HTTPRequest.isRepeatable`.
    ///   - retryAfter: The wait that the server requested; used if longer than our own.
    ///   - random: A number from 0 up to 1; our own wait is between half of its maximum and the maximum.
    /// - Returns: Nil if there is no further attempt.
    package func wait(
        after outcome: Outcome, attempt: Int, elapsed: Duration, isRepeatable: Bool, retryAfter: Duration?,
        random: Double
    ) -> Duration? {
        guard attempt < maximumAttempts, Self.isWorthRepeating(outcome, isRepeatable: isRepeatable) else { return nil }
        let wait = max(retryAfter ?? .zero, backoff(attempt: attempt, random: random))
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
