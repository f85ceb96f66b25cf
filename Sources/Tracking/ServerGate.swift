/// Decides whether requests may be sent to the server at all.
///
/// States: open; closed until `opensAt`, then one request at a time as a probe. Any response opens it, a failure closes
/// it for longer. A pause requested by the server outlasts both.
struct ServerGate: Sendable {
    /// The earliest probe of a closed gate; nil while it is open.
    private(set) var retryAt: Duration?
    /// The number of failures in a row that closed it.
    private(set) var failures = 0
    var isProbing: Bool { probe != nil }

    private var pausedUntil: Duration = .zero
    private var probe: Int?
    /// The newest request at the time of the last counted failure; failures up to it are the same event.
    private var newestCounted = 0

    var isClosed: Bool { retryAt != nil }

    /// The earliest request; may be in the past.
    var opensAt: Duration { max(retryAt ?? .zero, pausedUntil) }

    mutating func started(_ number: Int) {
        if isClosed { probe = number }
    }

    mutating func landed(_ number: Int) {
        if probe == number { probe = nil }
    }

    mutating func answered() {
        retryAt = nil
        failures = 0
    }

    /// Closes the gate after a server-wide failure; returns the time of the earliest next request.
    ///
    /// `number` is the failed request, nil for one of another client; `newest` is the newest started request. A zero
    /// pause means that the server requested none.
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

    /// Allows the next probe now at the user's request, unless the server requested a pause.
    mutating func hurry(now: Duration) {
        if let retryAt { self.retryAt = min(retryAt, now) }
    }
}
