package import Foundation

/// What the past says about the present stage of one operation: enough to estimate at any time without asking again.
package struct DurationForecast: Sendable, Hashable {
    /// When the present stage began, as the server dated it where it did.
    package let startedAt: Date
    /// How long stages like this one lasted, in seconds, ascending; not empty.
    private let seconds: [Double]

    /// Nil where no usable duration is left.
    ///
    /// - Parameters:
    ///   - startedAt: When the present stage began.
    ///   - seconds: How long stages like this one lasted, in any order; those not above zero are left out.
    package init?(startedAt: Date, seconds: [Double]) {
        let usable = seconds.filter { $0 > 0 && $0.isFinite }
        guard !usable.isEmpty else { return nil }
        self.startedAt = startedAt
        self.seconds = zip(usable, usable.dropFirst()).allSatisfy(<=) ? usable : usable.sorted()
    }

    /// How many past stages it rests on.
    package var sampleCount: Int { seconds.count }

    /// The guess at a time; a time before the stage began counts as its beginning.
    ///
    /// The stage is guessed to last as long as the middle one of those that lasted at least as long as this one does
    /// already, so that the time left shrinks smoothly and never runs out before the operation does.
    package func estimate(at time: Date) -> Estimate {
        let elapsed = max(time.timeIntervalSince(startedAt), 0)
        let remaining = expectedTotal(after: elapsed) - elapsed
        let isSlow = elapsed > Quantiles.value(0.95, of: seconds)
        return Estimate(
            approximateFraction: fraction(at: elapsed), approximateRemaining: isSlow ? nil : .seconds(remaining))
    }

    /// Never less than at an earlier time, although the guessed total grows: a bar that runs backwards looks broken.
    private func fraction(at elapsed: Double) -> Double {
        // Between two samples the quotient only rises or only falls, so its peak so far lies at one of them or here.
        // Equal samples count each: the guessed total jumps there.
        let last = Double(max(seconds.count - 1, 1))
        var peak = elapsed > 0 ? elapsed / expectedTotal(after: elapsed) : 0
        for (index, second) in seconds.enumerated() where second <= elapsed {
            peak = max(peak, second / Quantiles.value((1 + Double(index) / last) / 2, of: seconds))
        }
        return peak
    }

    /// The median of those that lasted at least so many seconds; not less than these.
    private func expectedTotal(after elapsed: Double) -> Double {
        let passed = Quantiles.rank(of: elapsed, in: seconds)
        return max(Quantiles.value((1 + passed) / 2, of: seconds), elapsed)
    }
}
