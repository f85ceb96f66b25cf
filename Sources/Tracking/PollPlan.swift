import Foundation
import MintDomain

/// The poll times within one stage, derived from the durations of past stages.
///
/// The times minimize the cost, where a poll without a change costs as much as `PollRules.requestWorth` of delay. With
/// F the distribution of durations and W(s) the remaining cost, weighted with the probability that the stage lasts
/// until s, the next poll at t costs
///
///     W(s) = min over t of  (1 − F(s)) · worth  +  ∫ from s to t of (F(x) − F(s)) dx  +  W(t)
///
/// (the integral is the expected delay of a stage that ends between s and t), solved backward over a grid. For a high
/// density this approaches gaps of √(2 · worth / hazard): rare while hardly any stage ends, dense where most do, sparse
/// again for stragglers.
struct PollPlan: Sendable {
    /// Ascending, in seconds since the start of the stage, the first 0.
    private let times: [Double]
    /// The next poll time after a poll without a change at the same index.
    private let targets: [Double]
    private let shortest: Double
    private let longest: Double

    /// - Parameters:
    ///   - seconds: The durations of similar stages, ascending, positive and not empty.
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

    /// Returns the wait in seconds after a poll without a change at that time of the stage.
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
        /// The maximum part of a wait within `inside`.
        var longestInside: Double
        /// The times between the 5th and the 95th percentile.
        var inside: ClosedRange<Double>

        func allow(_ start: Double, _ end: Double) -> Bool {
            let part = min(end, inside.upperBound) - max(start, inside.lowerBound)
            return end - start <= longest && part <= longestInside
        }
    }

    /// Fine for a young stage, and never coarser than a wait can notice.
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
        // The integral of F from 0, by trapezoids.
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
                    // One step is always allowed; otherwise a coarse grid would leave no choice.
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
