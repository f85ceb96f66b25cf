import MintDomain
import TestClock
import Testing

@testable import Tracking

/// Documentation jobs, polled as operations are.
@Suite(.timeLimit(.minutes(1))) struct AgentJobPollingTests {
    private func job(_ id: OperationID, _ word: String, prompt: String? = nil) -> OperationReading {
        var operation = MintDomain.Operation(id: id, kind: .agentJob, status: OperationStatus(agentWord: word))
        operation.job = JobFacts(rawStatus: word)
        operation.prompt = prompt
        operation.createdAt = date(-30)
        return OperationReading(operation: operation, rawJSON: "{}")
    }

    @Test func aJobIsAskedAboutEveryFiveSecondsUntilItEnds() throws {
        let id = try operationID("job_1")
        var walk = ScheduleWalk(PollSchedule(rules: .agentJobs))
        walk.schedule.track(id, known: nil, now: .zero)
        walk.schedule.setFocus(selected: [id], visible: [])
        var answers = 0
        walk.run(until: .seconds(60)) {
            answers += 1
            return .success(job($0, answers < 4 ? "active" : "completed"))
        }
        #expect(walk.times == [0, 5, 10, 15])
    }

    @Test(arguments: ["completed", "failed", "archived"])
    func aMessageWakesUpAJobThatHasEnded(_ end: String) throws {
        let id = try operationID("job_1")
        var walk = ScheduleWalk(PollSchedule(rules: .agentJobs))
        walk.schedule.track(id, known: job(id, end).operation, now: .zero)
        walk.run(until: .seconds(60)) { .success(job($0, end)) }
        #expect(walk.asked.isEmpty)
        walk.now = .seconds(60)
        walk.schedule.observed(job(id, "active").operation, retryAfter: nil, now: walk.now)
        walk.run(until: .seconds(71)) { .success(job($0, "active")) }
        #expect(walk.times == [65, 70])
    }

    @Test func whatAMessageBroughtIsPublishedAndPolledOn() async throws {
        let bench = PollerBench(rules: .agentJobs)
        let id = try operationID("job_1")
        try await bench.running {
            await bench.poller.absorb(job(id, "completed", prompt: "Describe the limits"))
            await bench.poller.absorb(job(id, "active"))
            try await bench.clock.waitForSleepers()
            bench.clock.advance(by: .seconds(5))
            try await bench.server.next().answer(.success(job(id, "completed")))
            try await bench.published { $0.upserted.first?.operation?.status == .succeeded }
        }
        let row = await bench.poller.operation(id)
        #expect(row?.transitions.map(\.to) == [.succeeded, .running, .succeeded])
        #expect(row?.operation?.prompt == "Describe the limits")
    }

    @Test func aPromptIsKeptForAJobAndNotForAnOperation() throws {
        let id = try operationID("job_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.apply(job(id, "active", prompt: "Describe the limits"), at: date(1))
        row.apply(job(id, "completed"), at: date(6))
        #expect(row.operation?.prompt == "Describe the limits")
        var other = reading(id, .running)
        other.operation.prompt = "A lamp"
        row.apply(other, at: date(7))
        row.apply(reading(id, .running), at: date(8))
        #expect(row.operation?.prompt == nil)
    }

    @Test func aJobIsAtWorkFromItsStart() throws {
        let id = try operationID("job_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.apply(job(id, "active"), at: date(1))
        #expect(row.transitions == [Transition(from: nil, to: .running, at: date(-30))])
        #expect(row.presentStage?.startedAt == date(-30))
        row.apply(job(id, "completed"), at: date(6))
        #expect(row.presentStage == nil)
        row.apply(job(id, "active"), at: date(100))
        #expect(row.presentStage?.startedAt == date(100))
    }
}
