package import Foundation

/// The past durations of an operation's current stage, to estimate its progress at any time.
package struct DurationForecast: Sendable, Hashable {
    /// The start of the current stage, by the server's clock if known.
    package let startedAt: Date
    /// The durations of similar stages in seconds, ascending; not empty.
    private let seconds: [Double]

    /// Takes the durations of similar stages in any order; nil if none is positive.
    package init?(startedAt: Date, seconds: [Double]) {
        let usable = seconds.filter { $0 > 0 && $0.isFinite }
        guard !usable.isEmpty else { return nil }
        self.startedAt = startedAt
        self.seconds = zip(usable, usable.dropFirst()).allSatisfy(<=) ? usable : usable.sorted()
    }

    package var sampleCount: Int { seconds.count }

    /// Returns the estimate at a time; a time before the start counts as the start.
    ///
    /// The expected duration is the median of past durations at least as long as the elapsed time, so that the
    /// remaining time shrinks smoothly and never runs out before the operation does.
    package func estimate(at time: Date) -> Estimate {
        let elapsed = max(time.timeIntervalSince(startedAt), 0)
        let remaining = expectedTotal(after: elapsed) - elapsed
        let isSlow = elapsed > Quantiles.value(0.95, of: seconds)
        return Estimate(
            approximateFraction: fraction(at: elapsed), approximateRemaining: isSlow ? nil : .seconds(remaining))
    }

    /// Never less than at an earlier time, although the expected duration grows: a progress bar must not move back.
    private func fraction(at elapsed: Double) -> Double {
        // Between two samples the quotient is monotonic, so its peak lies at one of them or here. Equal samples count
        // each: the expected duration jumps there.
        let last = Double(max(seconds.count - 1, 1))
        var peak = elapsed > 0 ? elapsed / expectedTotal(after: elapsed) : 0
        for (index, second) in seconds.enumerated() where second <= elapsed {
            peak = max(peak, second / Quantiles.value((1 + Double(index) / last) / 2, of: seconds))
        }
        return peak
    }

    /// The median of the durations of at least so many seconds; at least that value.
    private func expectedTotal(after elapsed: Double) -> Double {
        let passed = Quantiles.rank(of: elapsed, in: seconds)
        return max(Quantiles.value((1 + passed) / 2, of: seconds), elapsed)
    }
}
