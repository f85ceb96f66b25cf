import Foundation
import MintDomain

/// When to ask during one stage, derived from how long such stages lasted.
///
/// The times are the ones that cost least, where an answer "not yet" costs as much as `PollRules.requestWorth` of
/// delay. With F the distribution of durations and W(s) the cost still to come, weighted with the chance that the
/// stage lasts until s, asking next at t costs
///
///     W(s) = min over t of  (1 − F(s)) · worth  +  ∫ from s to t of (F(x) − F(s)) dx  +  W(t)
///
/// (the integral is the expected delay of a stage that ends between s and t), solved backwards over a grid. Where it
/// is dense this comes to gaps of √(2 · worth / hazard): rare while hardly anything ends, dense where most do, sparse
/// again for stragglers.
struct PollPlan: Sendable {
    /// Ascending, in seconds since the stage began, the first 0.
    private let times: [Double]
    /// When to ask next after a "not yet" at the time of the same index.
    private let targets: [Double]
    private let shortest: Double
    private let longest: Double

    /// - Parameters:
    ///   - seconds: How long such stages lasted, ascending, above zero and not empty.
    ///   - rules: The worth of a request, and the shortest and longest waits.
    init(seconds: [Double], rules: PollRules) {
        let distribution = SmoothedDurations(ascending: seconds)
        shortest = rules.shortestLearnedWait / .seconds(1)
        longest = max(rules.longestLearnedWait / .seconds(1), shortest)
        let limits = Limits(
            shortest: shortest, longest: longest, longestInside: max(rules.longestLikelyWait / .seconds(1), shortest),
            inside: Quantiles.value(0.05, of: seconds)...Quantiles.value(0.95, of: seconds))
        let times = Self.grid(until: 4 * Quantiles.value(0.99, of: seconds))
        self.times = times
        targets = Self.targets(
            times: times, passed: times.map(distribution.share(below:)), worth: rules.requestWorth / .seconds(1),
            limits: limits)
    }

    /// The wait in seconds after a "not yet" so many seconds after the stage began.
    func wait(elapsed: Double) -> Double {
        guard let last = times.last, elapsed < last else { return longest }
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= elapsed { low = middle + 1 } else { high = middle }
        }
        let wait = targets[max(low - 1, 0)] - elapsed
        return min(max(wait, shortest), longest)
    }

    private struct Limits {
        var shortest: Double
        var longest: Double
        /// The longest part of a wait that may lie in `inside`.
        var longestInside: Double
        /// The times between the 5th and the 95th percentile.
        var inside: ClosedRange<Double>

        func allow(_ start: Double, _ end: Double) -> Bool {
            let part = min(end, inside.upperBound) - max(start, inside.lowerBound)
            return end - start <= longest && part <= longestInside
        }
    }

    /// Fine where a stage is young, and never coarser than what a wait can notice.
    private static func grid(until end: Double) -> [Double] {
        var times = [0.0]
        var time = 0.0
        while time < end, times.count < 4096 {
            time += max(0.25, min(0.008 * time, max(5, end / 2000)))
            times.append(time)
        }
        return times
    }

    private static func targets(
        times: [Double], passed: [Double], worth: Double, limits: Limits
    ) -> [Double] {
        // The integral of F from 0, by trapezia.
        var area = [0.0]
        for index in times.indices.dropFirst() {
            let width = times[index] - times[index - 1]
            area.append(area[index - 1] + width * (passed[index] + passed[index - 1]) / 2)
        }
        let last = times.count - 1
        var costs = [Double](repeating: 0, count: times.count)
        var targets = times.map { $0 + limits.longest }
        // Beyond the grid: as if it ended within the next longest wait.
        costs[last] = (1 - passed[last]) * (worth + limits.longest / 2)
        for start in (0..<last).reversed() {
            let request = (1 - passed[start]) * worth
            var best = Double.infinity
            var next = start + 1
            while next <= last {
                let wait = times[next] - times[start]
                if wait >= limits.shortest {
                    // One step is always allowed, else a coarse grid would leave nothing to choose.
                    guard best == .infinity || limits.allow(times[start], times[next]) else { break }
                    let delay = area[next] - area[start] - passed[start] * wait
                    let cost = request + delay + costs[next]
                    if cost < best {
                        best = cost
                        targets[start] = times[next]
                    }
                }
                next += 1
            }
            costs[start] = best.isFinite ? best : costs[last]
        }
        return targets
    }
}
