import Foundation
import Testing

@testable import LocalMint

@Suite struct MintlifyTimelineTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func job(
        _ turns: [(at: Double, seconds: Double, outcome: MintlifyTurn.Outcome)], archived: Double? = nil
    ) -> MintlifyJob {
        MintlifyJob(
            id: "job_1", repository: "o/r", ref: nil, model: "m", pullNumber: 1, createdAt: Self.start,
            archivedAt: archived.map { Self.start + $0 },
            turns: turns.map {
                MintlifyTurn(prompt: "p", at: Self.start + $0.at, seconds: $0.seconds, outcome: $0.outcome)
            })
    }

    private func state(_ job: MintlifyJob, _ seconds: Double) -> MintlifyState {
        MintlifyTimeline.state(of: job, at: Self.start + seconds)
    }

    @Test(arguments: [
        (MintlifyTurn.Outcome.changed, MintlifyStatus.completed, true), (.unchanged, .completed, false),
        (.failed, .failed, false),
    ])
    func oneTurnEndsAsItsOutcomeSays(outcome: MintlifyTurn.Outcome, status: MintlifyStatus, pull: Bool) {
        let job = job([(0, 10, outcome)])
        #expect(state(job, 9.999) == MintlifyState(status: .active, hasPull: false, work: [.underWay]))
        #expect(state(job, 10) == MintlifyState(status: status, hasPull: pull, work: [.done(outcome)]))
    }

    @Test func aMessageWhileItWorksWaitsForTheEnd() {
        let job = job([(0, 10, .unchanged), (4, 5, .changed)])
        #expect(state(job, 5).work == [.underWay, .waiting])
        #expect(state(job, 12) == MintlifyState(status: .active, hasPull: false, work: [.done(.unchanged), .underWay]))
        #expect(state(job, 15).status == .completed && state(job, 15).hasPull)
    }

    @Test(arguments: [MintlifyTurn.Outcome.changed, .failed])
    func aMessageAfterTheEndMakesItActiveAgain(outcome: MintlifyTurn.Outcome) {
        let job = job([(0, 10, outcome), (100, 5, .unchanged)])
        // The earlier pull request stays.
        #expect(state(job, 102).status == .active && state(job, 102).hasPull == (outcome == .changed))
        #expect(state(job, 105).status == .completed && state(job, 105).hasPull == (outcome == .changed))
    }

    @Test func archivingStopsTheWork() {
        let job = job([(0, 10, .changed), (12, 10, .failed)], archived: 15)
        #expect(
            state(job, 1_000) == MintlifyState(status: .archived, hasPull: true, work: [.done(.changed), .underWay]))
    }

    @Test func aClockSetBackDoesNotUndoWhatWasAccepted() {
        let job = job([(0, 10, .changed), (100, 5, .changed)])
        #expect(state(job, -5_000).status == .active && state(job, -5_000).hasPull)
    }

    @Test(arguments: [
        ("Add a page", MintlifyTurn.Outcome.changed), ("Why is this page here? \n", .unchanged),
        ("Look around [no changes]", .unchanged), ("[fail] Add a page?", .failed),
    ])
    func thePromptDecidesTheOutcome(prompt: String, outcome: MintlifyTurn.Outcome) {
        let turn = MintlifyTurn(prompt, number: 0, jobID: "job_1", at: Self.start, speed: 10, failures: .never)
        #expect(turn.outcome == outcome)
        #expect((4...11).contains(turn.seconds))
    }

    @Test func seededJobsShowEveryStatus() {
        let jobs = MintlifySeed.jobs(at: Self.start, speed: 100, ids: IDSource(seed: 1))
        let states = jobs.map { MintlifyTimeline.state(of: $0, at: Self.start) }
        #expect(Set(states.map(\.status)) == Set(MintlifyStatus.allCases))
        #expect(zip(jobs, jobs.dropFirst()).allSatisfy { $0.createdAt < $1.createdAt })
        #expect(states.contains { $0.status == .active && $0.hasPull })
        #expect(states.contains { $0.status == .completed && !$0.hasPull })
        let later = jobs.map { MintlifyTimeline.state(of: $0, at: Self.start + 3) }
        #expect(!later.map(\.status).contains(.active))
    }
}
