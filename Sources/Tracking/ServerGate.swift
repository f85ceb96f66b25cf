/// Whether requests may go to the server at all.
///
/// States: open; closed until `opensAt`, then one request at a time as a probe. Any answer opens it, a failure
/// closes it for longer. A pause the server asked for outlives both.
struct ServerGate: Sendable {
    /// When a closed gate lets a probe through; nil while it is open.
    private(set) var retryAt: Duration?
    /// How many failures in a row closed it.
    private(set) var failures = 0
    /// Whether a probe is on the wire.
    var isProbing: Bool { probe != nil }

    private var pausedUntil: Duration = .zero
    private var probe: Int?
    /// Requests up to this number started before the newest failure: their failures are the same event.
    private var newestCounted = 0

    var isClosed: Bool { retryAt != nil }

    /// The earliest time for a request; may lie in the past.
    var opensAt: Duration { max(retryAt ?? .zero, pausedUntil) }

    /// Takes note that request `number` starts.
    mutating func started(_ number: Int) {
        if isClosed { probe = number }
    }

    /// Takes note that request `number` is over, however it ended.
    mutating func landed(_ number: Int) {
        if probe == number { probe = nil }
    }

    /// The server answered, so it is there.
    mutating func answered() {
        retryAt = nil
        failures = 0
    }

    /// Closes the gate after a failure that concerns the whole server.
    ///
    /// - Parameters:
    ///   - number: The request that failed; nil for one of somebody else.
    ///   - newest: The newest request that was started.
    ///   - pause: What the server asked for; zero where it did not.
    ///   - now: The time of the failure.
    ///   - wait: The wait after so many failures in a row.
    /// - Returns: When the next request may go.
    mutating func failed(
        _ number: Int?, newest: Int, pause: Duration, now: Duration, wait: (_ failures: Int) -> Duration
    ) -> Duration {
        if pause > .zero { pausedUntil = max(pausedUntil, now + pause) }
        let isSameEvent = number.map { $0 <= newestCounted } ?? (retryAt.map { now < $0 } ?? false)
        if !isSameEvent || retryAt == nil {
            failures += 1
            newestCounted = newest
            retryAt = now + wait(failures)
        }
        return opensAt
    }

    /// The person asked: the next probe may go now, but for a pause the server asked for.
    mutating func hurry(now: Duration) {
        if let retryAt { self.retryAt = min(retryAt, now) }
    }
}
