/// The numbers `OutboxRules` work with. Every duration is positive.
package struct OutboxNumbers: Sendable, Hashable {
    /// The wait after the first attempt without an answer, before jitter; doubles up to `longestBackoff`.
    package var firstBackoff: Duration = .milliseconds(500)
    /// No wait of our own choice is longer.
    package var longestBackoff: Duration = .seconds(60)
    /// A server that asks for a longer pause gets this one.
    package var longestObeyedPause: Duration = .seconds(24 * 60 * 60)
    /// How many requests may be on the wire at once, from 1.
    package var concurrentSends = 4
    /// How long after it was made a key may go out again by itself. Servers keep keys for 24 hours at least
    /// (contract/README.md A7); an hour less leaves room for clocks that differ.
    package var keyLife: Duration = .seconds(23 * 60 * 60)

    /// How many requests may leave within any hour, from 1; nil where the service counts none.
    package var sendsPerHour: Int?

    package init() {}

    /// The numbers for the Mintlify agent: 100 jobs and messages an hour and project (contract/README.md part B).
    package static var agentJobs: OutboxNumbers {
        var numbers = OutboxNumbers()
        numbers.sendsPerHour = 100
        return numbers
    }

    /// The wait after the `count`th attempt in a row without an answer (from 1).
    ///
    /// - Parameters:
    ///   - count: How many there were, this one included.
    ///   - asked: What the server asked for. It takes the place of our own wait, unless it is so short that the server
    ///     would be pressed.
    ///   - random: The jitter, 0 to 1: it takes away up to half of our own wait.
    /// - Returns: The wait before the next attempt.
    func wait(after count: Int, asked: Duration?, random: Double) -> Duration {
        // Twenty doublings pass every limit; more would only overflow.
        let doubled = min(firstBackoff * (1 << min(max(count, 1) - 1, 20)), longestBackoff)
        let own = doubled * (1 - min(max(random, 0), 1) / 2)
        guard let asked, asked >= firstBackoff else { return own }
        return min(asked, longestObeyedPause)
    }
}
