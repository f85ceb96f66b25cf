import HTTPTransport
import Synchronization

/// The progress of a download: about ten values a second, the newest only.
package struct DownloadFeed: Sendable {
    /// The values, for one reader; end with the download.
    package let values: AsyncStream<DownloadProgress>
    let continuation: AsyncStream<DownloadProgress>.Continuation

    package init() {
        (values, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }
}

/// Counts bytes and reports progress at a limited rate.
final class ProgressMeter: Sendable {
    private struct State {
        var progress = DownloadProgress(phase: .waiting)
        var begin: Duration?
        var toldAt: Duration?
    }

    private let tell: @Sendable (DownloadProgress) -> Void
    private let clock: AnyElapsingClock
    private let interval: Duration
    private let state = Mutex(State())

    init(
        clock: AnyElapsingClock, interval: Duration, tell: @escaping @Sendable (DownloadProgress) -> Void
    ) {
        self.tell = tell
        self.clock = clock
        self.interval = interval
    }

    func enter(_ phase: DownloadProgress.Phase, received: Int64? = nil, total: Int64? = nil) {
        update(isUrgent: true) { state, now in
            if phase == .transferring, state.begin == nil { state.begin = now }
            state.progress.phase = phase
            if let received { state.progress.receivedBytes = received }
            if let total { state.progress.totalBytes = total }
        }
    }

    func add(_ count: Int) {
        update(isUrgent: false) { state, _ in
            state.progress.receivedBytes += Int64(count)
            state.progress.bytesInRun += Int64(count)
        }
    }

    private func update(isUrgent: Bool, _ change: (inout State, Duration) -> Void) {
        let now = clock.elapsed()
        let told = state.withLock { state -> DownloadProgress? in
            change(&state, now)
            state.progress.timeInRun = state.begin.map { now - $0 } ?? .zero
            if !isUrgent, let toldAt = state.toldAt, now - toldAt < interval { return nil }
            state.toldAt = now
            return state.progress
        }
        if let told { tell(told) }
    }
}
