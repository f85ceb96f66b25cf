package import Foundation

/// How far the server's clock is from ours, as far as its answers show.
///
/// An answer carries the server's time in whole seconds, so each one leaves a range of possible differences; together
/// they leave less. As long as the two clocks may agree, they are taken to.
package struct ServerClock: Sendable, Hashable {
    /// Seconds that the server's clock may be ahead of ours; nil before the first answer.
    private var range: ClosedRange<Double>?

    /// Knows nothing yet: both clocks are taken to agree.
    package init() {}

    /// Seconds that the server's clock is at least ahead of ours; negative where it is behind.
    package var offset: Double {
        guard let range else { return 0 }
        return min(max(range.lowerBound, 0), range.upperBound)
    }

    /// A time of the server as our clock would have shown it.
    package func local(_ time: Date) -> Date {
        let offset = offset
        return offset == 0 ? time : time.addingTimeInterval(-offset)
    }

    /// Learns from one answer.
    ///
    /// What contradicts all before it, as after a jump of either clock, takes their place.
    ///
    /// - Parameters:
    ///   - date: The server's time in the answer, cut to whole seconds.
    ///   - sentAt: Our time before the request was sent.
    ///   - receivedAt: Our time when the answer was there.
    package mutating func note(_ date: Date, sentAt: Date, receivedAt: Date) {
        let lowest = date.timeIntervalSince(receivedAt)
        let highest = date.timeIntervalSince(sentAt) + 1
        // Our own clock was set back in between.
        guard lowest <= highest else { return }
        let new = lowest...highest
        range = range.flatMap { $0.overlaps(new) ? $0.clamped(to: new) : nil } ?? new
    }
}
