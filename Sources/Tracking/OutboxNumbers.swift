/// The parameters of `OutboxRules`. Every duration is positive.
package struct OutboxNumbers: Sendable, Hashable {
    /// The wait after the first unanswered attempt, before jitter; doubles up to `longestBackoff`.
    package var firstBackoff: Duration = .milliseconds(500)
    /// The maximum wait, unless the server asks for more.
    package var longestBackoff: Duration = .seconds(60)
    /// The maximum pause granted to a server.
    package var longestObeyedPause: Duration = .seconds(24 * 60 * 60)
    /// The maximum number of simultaneous requests, from 1.
    package var concurrentSends = 4
    /// The time after its creation in which a key is sent again automatically. Servers keep keys for at least 24 hours;
    /// one hour less allows for clock differences.
    package var keyLife: Duration = .seconds(23 * 60 * 60)

    /// The maximum time between two observations while a decision is held.
    package var holdBeat: Duration = .milliseconds(500)
    /// The time between two observations above which the program was stopped or the machine slept.
    package var longestGap: Duration = .seconds(1)
    /// The minimum rest of a hold after the program was stopped.
    package var holdAfterGap: Duration = .seconds(2)
    /// The wait of a decision behind one of another process before it checks again.
    package var blockedWait: Duration = .seconds(2)

    /// The maximum number of requests within any hour, from 1; nil for no limit.
    package var sendsPerHour: Int?

    package init() {}

    /// The parameters for the Mintlify agent: 100 jobs and messages per hour and project.
    package static var agentJobs: OutboxNumbers {
        var numbers = OutboxNumbers()
        numbers.sendsPerHour = 100
        return numbers
    }

    /// Returns the wait after the `count`th unanswered attempt in a row (from 1).
    ///
    /// The server's pause replaces our own wait, unless it is too short. Jitter (0 to 1) removes up to half of our own
    /// wait.
    func wait(after count: Int, asked: Duration?, random: Double) -> Duration {
        // Twenty doublings exceed every limit; more would only overflow.
        let doubled = min(firstBackoff * (1 << min(max(count, 1) - 1, 20)), longestBackoff)
        let own = doubled * (1 - min(max(random, 0), 1) / 2)
        guard let asked, asked >= firstBackoff else { return own }
        return min(asked, longestObeyedPause)
    }
}
