package import MintDomain
import Tracking

/// The learned schedule against the plain one on the same operations.
package struct ScheduleComparison: Sendable {
    /// The plain schedule.
    package let plain: PollingRun
    /// The learned schedule with its default worth of a request.
    package let learned: PollingRun
    /// The learned schedule with a worth of a request at which its mean delay equals the plain one's, or is just below.
    package let levelled: PollingRun
    /// That worth, in seconds.
    package let levelledWorth: Double

    /// - Parameters:
    ///   - operations: The operations to poll.
    ///   - samples: The samples that the learned schedule starts with; must not come from `operations`.
    package init(_ operations: [SimulatedOperation], samples: [StageSample]) {
        let rules = Self.unhurriedRules
        let plain = PollingRun(operations, rules: rules, samples: [])
        self.plain = plain
        learned = PollingRun(operations, rules: rules, samples: samples)
        // The mean delay grows with the worth, so bisection finds the largest worth that is no worse than plain.
        var (low, high) = (0.01, 600.0)
        var best = Self.run(operations, samples, worth: low)
        for _ in 0..<12 {
            let worth = (low * high).squareRoot()
            let run = Self.run(operations, samples, worth: worth)
            if run.meanDelay <= plain.meanDelay {
                (low, best) = (worth, run)
            } else {
                high = worth
            }
        }
        (levelled, levelledWorth) = (best, low)
    }

    /// The requests at equal mean delay, as a share of the plain schedule's.
    package var ratio: Double { Double(levelled.requestCount) / Double(max(plain.requestCount, 1)) }

    /// Rules whose budget limits nothing, so that the delays are those of the schedule.
    private static var unhurriedRules: PollRules {
        var rules = PollRules()
        rules.requestsPerMinute = 1_000_000
        rules.burst = 1000
        rules.concurrentRequests = 1_000_000
        return rules
    }

    private static func run(_ operations: [SimulatedOperation], _ samples: [StageSample], worth: Double) -> PollingRun {
        var rules = unhurriedRules
        rules.requestWorth = .seconds(worth)
        return PollingRun(operations, rules: rules, samples: samples)
    }
}
