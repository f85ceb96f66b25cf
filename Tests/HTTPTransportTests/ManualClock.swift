import Synchronization

/// A stopped clock: a sleep either advances it at once, or waits until the test opens the gate.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())
    private let gate: AsyncStream<Void>?
    private let opener: AsyncStream<Void>.Continuation?

    private init(isGated: Bool) {
        (gate, opener) = isGated ? AsyncStream<Void>.makeStream() : (nil, nil)
    }

    static func jumping() -> ManualClock { ManualClock(isGated: false) }
    static func gated() -> ManualClock { ManualClock(isGated: true) }

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }
    /// Every sleep so far, oldest first.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func openGate() { opener?.finish() }

    func advance(by duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        state.withLock { $0.sleeps.append($0.now.duration(to: deadline)) }
        if let gate {
            for await _ in gate {}
        }
        try Task.checkCancellation()
        state.withLock { $0.now = max($0.now, deadline) }
    }
}
