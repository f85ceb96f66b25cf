import Dashboard
import FoundationEssentials

/// How often news may make a frame: ten times a second, after a few at once. What a person does never waits.
struct FramePace: Sendable {
    /// Seconds between two frames of a storm.
    static let interval: TimeInterval = 0.1
    /// How many frames may follow each other at once after a quiet time.
    static let burst = 3

    /// When a whole burst may come again.
    private var restedAt = Date.distantPast

    /// Takes note of a frame, if there may be one now.
    ///
    /// - Parameter now: The present time; where a clock was set back, nothing waits for the old time to come again.
    /// - Returns: When there may be one, at most `interval` ahead; nil where it is now.
    mutating func wait(at now: Date) -> Date? {
        restedAt = min(max(restedAt, now), now.addingTimeInterval(Self.interval * Double(Self.burst)))
        let start = restedAt.addingTimeInterval(-Self.interval * Double(Self.burst - 1))
        guard start <= now else { return start }
        restedAt += Self.interval
        return nil
    }
}

extension Action {
    /// Whether it comes by itself, perhaps very often, and nobody waits for it with a key in hand.
    var isNews: Bool {
        switch self {
        case .trackingChanged, .jobsChanged, .requestLogged, .downloadChanged: true
        default: false
        }
    }
}
