import MintDomain
import Testing

@testable import Tracking

struct PollRulesTests {
    private let rules = PollRules()

    @Test func thePlainSequenceGrowsToItsLimit() {
        var waits: [Double] = []
        var previous: Duration?
        for _ in 0..<7 {
            let wait = rules.plainWait(after: previous)
            waits.append((wait.inSeconds * 1000).rounded() / 1000)
            previous = wait
        }
        #expect(waits == [2, 3.2, 5.12, 8.192, 13.107, 15, 15])
    }

    @Test(arguments: [
        (OperationStatus.queued, GenerationMode?.some(.review), Duration?.some(.seconds(2))),
        (.running, .auto, .seconds(2)),
        (.previewReady, .review, .seconds(60)),
        (.previewReady, nil, .seconds(60)),
        (.previewReady, .auto, .seconds(2)),
        (.billingRequired, .auto, .seconds(60)),
        (.other("dreaming"), .review, .seconds(2)),
        (.succeeded, .auto, nil), (.partiallySucceeded, .auto, nil), (.failed, .auto, nil), (.canceled, .auto, nil),
    ])
    func theWaitFollowsTheStatus(status: OperationStatus, mode: GenerationMode?, expected: Duration?) throws {
        let operation = operation(try operationID("op_1"), status, mode: mode)
        #expect(rules.wait(for: operation, after: nil) == expected)
    }

    @Test(arguments: [
        (PollProblem.gone, 1, 0.9, 60.0), (.gone, 2, 0.9, 120), (.gone, 4, 0.9, 300), (.gone, 400, 0, 300),
        (.unreachable(""), 1, 0, 2), (.unreachable(""), 1, 1, 1), (.unreachable(""), 4, 0, 16),
        (.unreachable(""), 4, 0.5, 12), (.unreachable(""), 100, 0, 60), (.unreadable(""), 2, 0, 4),
        (.unauthorized(""), 1, 0, 30), (.unauthorized(""), 1, 1, 60), (.unauthorized(""), 9, 0.5, 45),
    ])
    func theWaitFollowsTheProblem(problem: PollProblem, count: Int, random: Double, seconds: Double) {
        #expect(rules.wait(after: problem, count: count, random: random).inSeconds == seconds)
    }

    @Test(arguments: [
        (Duration?.none, Duration.zero), (.seconds(-5), .zero), (.seconds(7), .seconds(7)),
        (.seconds(1_000_000_000), .seconds(86_400)),
    ])
    func anAskedPauseIsBounded(asked: Duration?, expected: Duration) {
        #expect(rules.obeyedPause(asked) == expected)
    }

    @Test func jobsAreAskedEveryFiveSeconds() {
        let rules = PollRules.agentJobs
        #expect(rules.plainWait(after: nil) == .seconds(5))
        #expect(rules.plainWait(after: .seconds(5)) == .seconds(5))
        #expect(rules.selectedWait(among: 1) == .seconds(5))
        #expect(rules.shortestLearnedWait == .seconds(5))
        #expect(rules.wait(after: .unreachable("away"), count: 1, random: 1) == .seconds(5))
    }
}
