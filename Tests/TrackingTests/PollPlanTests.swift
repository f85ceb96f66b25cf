import MintDomain
import Testing
import TrackingSimulation

@testable import Tracking

struct PollPlanTests {
    private func durations(_ count: Int, median: Double, spread: Double) -> [Double] {
        var random = SeededGenerator(seed: 7)
        return (0..<count).map { _ in random.logNormal(median: median, spread: spread) }.sorted()
    }

    /// The poll times of a stage that does not end before `end`.
    private func times(_ plan: PollPlan, until end: Double) -> [Double] {
        var times: [Double] = []
        var time = 0.0
        while time < end {
            time += plan.wait(elapsed: time)
            times.append(time)
        }
        return times
    }

    @Test func asksRarelyThenDenselyThenSparsely() {
        let seconds = durations(200, median: 200, spread: 0.15)
        let times = times(PollPlan(seconds: seconds, rules: PollRules()), until: 1000)
        let low = Quantiles.value(0.05, of: seconds)
        let high = Quantiles.value(0.99, of: seconds)
        let early = times.filter { $0 < low }
        let likely = times.filter { $0 >= low && $0 <= high }
        let late = times.filter { $0 > high }
        #expect(Double(early.count) / low < 0.5 * Double(likely.count) / (high - low))
        #expect(Double(late.count) / (1000 - high) < 0.5 * Double(likely.count) / (high - low))
        #expect(!late.isEmpty)
    }

    @Test(arguments: [(8, 3.0, 0.0), (8, 40, 0.5), (200, 0.2, 0.3), (200, 5000, 0.4), (50, 400_000, 1), (1, 60, 0)])
    func everyWaitKeepsItsBounds(count: Int, median: Double, spread: Double) {
        let plan = PollPlan(seconds: durations(count, median: median, spread: spread), rules: PollRules())
        for elapsed in stride(from: 0, through: 6 * median, by: median / 50) {
            #expect((1...60).contains(plan.wait(elapsed: elapsed)))
        }
        #expect(plan.wait(elapsed: 1e12) == 60)
    }

    @Test func aDearerRequestIsMadeLessOften() {
        let seconds = durations(100, median: 200, spread: 0.2)
        var counts: [Int] = []
        for worth in [0.5, 3, 20] {
            var rules = PollRules()
            rules.requestWorth = .seconds(worth)
            counts.append(times(PollPlan(seconds: seconds, rules: rules), until: 300).count)
        }
        #expect(counts[0] > counts[1])
        #expect(counts[1] > counts[2])
    }
}
