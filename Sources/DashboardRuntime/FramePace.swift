import Dashboard
import FoundationEssentials

/// The frame rate limit for updates: ten per second, after a short burst. User input is never delayed.
struct FramePace: Sendable {
    /// The seconds between two frames under load.
    static let interval: TimeInterval = 0.1
    /// The number of immediate frames after a quiet time.
    static let burst = 3

    /// The time when a whole burst is allowed again.
    private var restedAt = Date.distantPast

    /// Records a frame if one is allowed now; otherwise returns the time of the next one, at most `interval` ahead.
    ///
    /// A clock set back does not delay frames.
    mutating func wait(at now: Date) -> Date? {
        restedAt = min(max(restedAt, now), now.addingTimeInterval(Self.interval * Double(Self.burst)))
        let start = restedAt.addingTimeInterval(-Self.interval * Double(Self.burst - 1))
        guard start <= now else { return start }
        restedAt += Self.interval
        return nil
    }
}

extension Action {
    /// Whether the action comes from the background, possibly often, and not from the user.
    var isNews: Bool {
        switch self {
        case .trackingChanged, .requestLogged, .downloadChanged: true
        default: false
        }
    }
}
