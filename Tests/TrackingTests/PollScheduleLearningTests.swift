import MintDomain
import Testing

@testable import Tracking

struct PollScheduleLearningTests {
    private let stage = DurationStage(
        kind: .modelGeneration, preset: nil, mode: .review, status: .running, previewSeen: false)

    private func schedule(samples count: Int) -> PollSchedule {
        var schedule = PollSchedule()
        schedule.learn(
            (0..<count).map {
                StageSample(
                    kind: .modelGeneration, preset: nil, mode: .review, from: .running, to: .previewReady,
                    duration: .seconds(95 + $0 % 11))
            })
        return schedule
    }

    /// The due time of an operation after a response at 10 s.
    private func due(
        _ schedule: PollSchedule, status: OperationStatus = .running, elapsed: Duration, retryAfter: Duration? = nil
    ) throws -> PollAction {
        var schedule = schedule
        let progress = StageProgress(stage: stage, elapsed: elapsed)
        schedule.observed(
            operation(try operationID("op_1"), status), progress: progress, retryAfter: retryAfter, now: .seconds(10))
        return schedule.nextAction(now: .seconds(10))
    }

    @Test func historyDecidesWhereThereIsEnough() throws {
        #expect(try due(schedule(samples: 7), elapsed: .seconds(5)) == .wait(until: .seconds(12)))
        guard case .wait(let early) = try due(schedule(samples: 40), elapsed: .seconds(5)),
            case .wait(let likely) = try due(schedule(samples: 40), elapsed: .seconds(100))
        else { throw UnexpectedAction() }
        #expect(early > .seconds(10 + 30))
        #expect(likely < .seconds(10 + 10))
    }

    @Test func waitingEndingAndAskedPausesAreAsEver() throws {
        let schedule = schedule(samples: 40)
        #expect(try due(schedule, status: .previewReady, elapsed: .seconds(5)) == .wait(until: .seconds(70)))
        #expect(try due(schedule, status: .failed, elapsed: .seconds(5)) == .idle)
        #expect(
            try due(schedule, elapsed: .seconds(100), retryAfter: .seconds(300)) == .wait(until: .seconds(310)))
    }

    @Test func aStageBeganWhenItWasFirstHeardOf() throws {
        var schedule = schedule(samples: 40)
        let id = try operationID("op_1")
        for (now, elapsed) in [(0, 0), (100, 900_000)] {
            let progress = StageProgress(stage: stage, elapsed: .seconds(elapsed))
            schedule.observed(operation(id, .running), progress: progress, retryAfter: nil, now: .seconds(now))
        }
        #expect(schedule.entries[id]?.stageStart == .zero)
        guard case .wait(let due) = schedule.nextAction(now: .seconds(100)) else { throw UnexpectedAction() }
        #expect(due < .seconds(110))
        #expect(StageProgress(stage: stage, elapsed: .seconds(-5)).elapsed == .zero)
    }
}

struct PollScheduleSelectionTests {
    @Test func theSelectedOneIsAskedWithinFiveSeconds() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        walk.run(until: .seconds(100)) { .success(reading($0, .running)) }
        walk.schedule.setFocus(selected: [id], visible: [])
        let before = walk.asked.count
        walk.run(until: .seconds(160)) { .success(reading($0, .running)) }
        let times = [100] + walk.asked[before...].map(\.at.inSeconds)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 <= 5 })
        walk.schedule.setFocus(selected: [], visible: [])
        let after = walk.asked.count
        walk.run(until: .seconds(220)) { .success(reading($0, .running)) }
        #expect(walk.asked.count - after <= 5)
    }

    @Test func beingSelectedChangesNoWaitForAPersonNorAPauseNorABackoff() throws {
        let ids = try operationIDs(3)
        for (index, id) in ids.enumerated() {
            var walk = ScheduleWalk()
            walk.schedule.track(id, known: nil, now: .zero)
            walk.schedule.setFocus(selected: [id], visible: [])
            walk.run(until: .seconds(29)) { id in
                switch index {
                case 0: .success(reading(id, .previewReady))
                case 1: .success(reading(id, .running, retryAfter: .seconds(30)))
                default: .failure(ReadFailure(.gone))
                }
            }
            #expect(walk.times == [0])
        }
    }

    @Test(arguments: [(60, 3.3), (10, 18.0), (600, 4.2)])
    func aSmallBudgetIsNotSpentOnTheSelectedOneAlone(requestsPerMinute: Int, seconds: Double) {
        var rules = PollRules()
        rules.requestsPerMinute = requestsPerMinute
        #expect(abs(rules.selectedWait(among: 1).inSeconds - seconds) < 0.001)
    }
}

private struct UnexpectedAction: Error {}
