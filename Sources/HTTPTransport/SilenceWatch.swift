import Synchronization

/// Notices when nothing came for too long.
final class SilenceWatch: Sendable {
    struct Silence: Error {}

    private let clock: AnyElapsingClock
    private let limit: Duration
    private let lastSign: Mutex<Duration>

    init(clock: AnyElapsingClock, limit: Duration) {
        self.clock = clock
        self.limit = limit
        lastSign = Mutex(clock.elapsed())
    }

    /// Something came.
    func note() {
        let now = clock.elapsed()
        lastSign.withLock { $0 = now }
    }

    /// Returns never.
    ///
    /// - Throws: `Silence` after the limit without a sign; `CancellationError`.
    func run() async throws {
        while true {
            let rest = limit - (clock.elapsed() - lastSign.withLock { $0 })
            guard rest > .zero else { throw Silence() }
            try await clock.sleep(rest)
        }
    }
}
