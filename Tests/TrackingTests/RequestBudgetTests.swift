import Testing

@testable import Tracking

struct RequestBudgetTests {
    /// The start times of a client that always has a request, over `seconds` from `start`.
    private func greedy(_ budget: inout RequestBudget, from start: Duration, seconds: Int) -> [Duration] {
        var starts: [Duration] = []
        var now = start
        while now < start + .seconds(seconds) {
            now = max(now, budget.nextStart)
            budget.spend(at: now)
            starts.append(now)
        }
        return starts
    }

    @Test(arguments: [(60, 10), (60, 60), (30, 1), (1, 1), (600, 40)])
    func neverMoreThanTheBudgetInAnyMinute(perMinute: Int, burst: Int) {
        var budget = RequestBudget(requestsPerMinute: perMinute, burst: burst)
        var starts = greedy(&budget, from: .zero, seconds: 300)
        // A quiet time fills the bucket; the burst after it must fit into the minute too.
        starts += greedy(&budget, from: .seconds(317), seconds: 300)
        for index in starts.indices.dropFirst(perMinute) {
            #expect(starts[index] - starts[index - perMinute] > .seconds(60))
        }
        #expect(starts.count > perMinute * 9)
    }

    @Test func aWholeHourMayBeUsedAtOnceAndNoMoreWithinIt() {
        var budget = RequestBudget(limit: 100, within: .seconds(3600), burst: 100)
        var starts = greedy(&budget, from: .seconds(5), seconds: 7000)
        #expect(starts.prefix(100).allSatisfy { $0 == .seconds(5) })
        starts += greedy(&budget, from: .seconds(20_000), seconds: 9000)
        for index in starts.indices.dropFirst(100) {
            #expect(starts[index] - starts[index - 100] > .seconds(3600))
        }
        #expect(starts.count >= 400)
    }

    @Test func whatStartedBeforeTheOriginCounts() {
        var budget = RequestBudget(limit: 2, within: .seconds(3600), burst: 2)
        budget.spend(at: .seconds(-100))
        #expect(budget.nextStart <= .zero)
        budget.spend(at: .seconds(-50))
        #expect(budget.nextStart == .seconds(3501))
    }

    @Test func aQuietBudgetAllowsItsBurstAndThenOneASecond() {
        var budget = RequestBudget(requestsPerMinute: 60, burst: 3)
        let starts = greedy(&budget, from: .seconds(100), seconds: 4)
        #expect(starts.prefix(3).map(\.inSeconds) == [100, 100, 100])
        for (start, next) in zip(starts.dropFirst(2), starts.dropFirst(3)) {
            #expect((1.0...1.1).contains((next - start).inSeconds))
        }
    }

    @Test func aBusyMinuteNeverStandsStill() {
        var budget = RequestBudget(requestsPerMinute: 60, burst: 10)
        let starts = greedy(&budget, from: .zero, seconds: 600)
        for (start, next) in zip(starts, starts.dropFirst()) {
            #expect(next - start < .seconds(1.5))
        }
        #expect(starts.count > 580)
    }

    @Test func aRequestThatCouldNotWaitIsPaidLater() {
        var budget = RequestBudget(requestsPerMinute: 60, burst: 1)
        for _ in 0..<3 { budget.spend(at: .seconds(10)) }
        #expect((13.0...13.2).contains(budget.nextStart.inSeconds))
    }
}
