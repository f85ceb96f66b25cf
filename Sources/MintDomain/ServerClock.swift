package import Foundation

/// The difference between the server's clock and ours, from its responses.
///
/// A response holds the server's time in whole seconds, so each one gives a range of possible differences; together
/// they narrow it. Clocks that may agree are taken to agree.
package struct ServerClock: Sendable, Hashable {
    /// The seconds by which the server's clock may be ahead; nil before the first response.
    private var range: ClosedRange<Double>?

    package init() {}

    /// The minimum seconds by which the server's clock is ahead; negative if behind.
    package var offset: Double {
        guard let range else { return 0 }
        return min(max(range.lowerBound, 0), range.upperBound)
    }

    /// Converts a time of the server to our clock.
    package func local(_ time: Date) -> Date {
        let offset = offset
        return offset == 0 ? time : time.addingTimeInterval(-offset)
    }

    /// Updates the difference from the server's time in a response, in whole seconds, and our times before the request
    /// and after the response.
    ///
    /// A contradiction to earlier responses, as after a clock jump, replaces them.
    package mutating func note(_ date: Date, sentAt: Date, receivedAt: Date) {
        let lowest = date.timeIntervalSince(receivedAt)
        let highest = date.timeIntervalSince(sentAt) + 1
        // Our own clock was set back in between.
        guard lowest <= highest else { return }
        let new = lowest...highest
        range = range.flatMap { $0.overlaps(new) ? $0.clamped(to: new) : nil } ?? new
    }
}
