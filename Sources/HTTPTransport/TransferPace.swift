import Synchronization

/// Checks that a file arrives fast enough, so that a slow server cannot block a download slot.
struct TransferPace: Sendable {
    enum Fault: Error {
        /// No bytes came for too long.
        case silent
        /// Too few bytes came, or not all of them in time.
        case slow
    }

    /// The time in which at least `leastBytes` must arrive.
    static let window = Duration.seconds(120)
    /// 100 bytes per second.
    static let leastBytes = 12_000

    /// The maximum time without a byte.
    let silence: Duration
    /// The maximum total time; nil for none.
    let deadline: Duration?
    private let start: Duration
    private var lastSign: Duration
    private var windowStart: Duration
    private var windowBytes = 0

    init(silence: Duration, deadline: Duration?, now: Duration) {
        (self.silence, self.deadline) = (silence, deadline)
        (start, lastSign, windowStart) = (now, now, now)
    }

    /// Records the head of a response, or bytes of its body.
    mutating func note(bytes: Int, now: Duration) {
        lastSign = now
        windowBytes += bytes
    }

    /// - Returns: The time of the next check.
    mutating func check(now: Duration) throws(Fault) -> Duration {
        guard now < lastSign + silence else { throw .silent }
        if let deadline, now >= start + deadline { throw .slow }
        if now >= windowStart + Self.window {
            guard windowBytes >= Self.leastBytes else { throw .slow }
            (windowStart, windowBytes) = (now, 0)
        }
        let next = min(lastSign + silence, windowStart + Self.window)
        return deadline.map { min(next, start + $0) } ?? next
    }
}

/// Applies a `TransferPace` to one read.
final class PaceWatch: Sendable {
    private let clock: AnyElapsingClock
    private let pace: Mutex<TransferPace>

    init(clock: AnyElapsingClock, silence: Duration, deadline: Duration?) {
        self.clock = clock
        pace = Mutex(TransferPace(silence: silence, deadline: deadline, now: clock.elapsed()))
    }

    func note(bytes: Int = 0) {
        let now = clock.elapsed()
        pace.withLock { $0.note(bytes: bytes, now: now) }
    }

    /// Watches until canceled; does not return.
    ///
    /// - Throws: `TransferPace.Fault` for a read that is too slow; `CancellationError`.
    func run() async throws {
        while true {
            let now = clock.elapsed()
            let next = try pace.withLock { pace throws(TransferPace.Fault) in try pace.check(now: now) }
            try await clock.sleep(next - now)
        }
    }
}
