import MintDomain
import Testing

@testable import Tracking

/// Runs a schedule through time: each request is answered at once by a closure.
struct ScheduleWalk {
    var schedule: PollSchedule
    var now: Duration = .zero
    private(set) var asked: [(id: OperationID, at: Duration)] = []

    init(_ schedule: PollSchedule = PollSchedule()) {
        self.schedule = schedule
    }

    var times: [Double] { asked.map { ($0.at.inSeconds * 1000).rounded() / 1000 } }

    /// Runs until `end`; stops early if the schedule is idle.
    mutating func run(until end: Duration, answer: (OperationID) -> Result<OperationReading, ReadFailure>) {
        while true {
            switch schedule.nextAction(now: now) {
            case .idle: return
            case .wait(let instant):
                if instant > end { return now = end }
                now = instant
            case .fetch(let ticket):
                asked.append((ticket.id, now))
                switch answer(ticket.id) {
                case .success(let reading):
                    schedule.answered(
                        ticket, operation: reading.operation, retryAfter: reading.retryAfter, now: now)
                case .failure(let failure):
                    _ = schedule.failed(ticket, failure: failure, random: 0, now: now)
                }
            }
        }
    }

    mutating func fetch() -> PollTicket? {
        guard case .fetch(let ticket) = schedule.nextAction(now: now) else { return nil }
        return ticket
    }
}

struct PollScheduleTests {
    @Test func aRunningOperationIsAskedBySequence() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        walk.run(until: .seconds(62)) { .success(reading($0, .running)) }
        #expect(walk.times == [0, 2, 5.2, 10.32, 18.512, 31.619, 46.619, 61.619])
    }

    @Test func aChangeOfStatusStartsTheSequenceAgain() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        var answers = 0
        walk.run(until: .seconds(17)) {
            answers += 1
            return .success(reading($0, answers <= 3 ? .queued : .running))
        }
        #expect(walk.times == [0, 2, 5.2, 10.32, 12.32, 15.52])
    }

    @Test func whatWaitsForAPersonIsAskedOnceAMinute() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        walk.run(until: .seconds(200)) { .success(reading($0, .previewReady)) }
        #expect(walk.times == [0, 60, 120, 180])
    }

    @Test func whatEndedIsNeverAskedAgain() throws {
        let ids = try operationIDs(2)
        var walk = ScheduleWalk()
        walk.schedule.track(ids[0], known: operation(ids[0], .succeeded), now: .zero)
        walk.schedule.track(ids[1], known: nil, now: .zero)
        walk.run(until: .seconds(4000)) { .success(reading($0, .failed)) }
        #expect(walk.asked.map(\.id) == [ids[1]])
        #expect(walk.schedule.nextAction(now: .seconds(4000)) == .idle)
    }

    @Test func refreshAsksOnceAboutWhatEnded() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: operation(id, .succeeded), now: .zero)
        walk.schedule.refresh([id], now: .zero)
        walk.run(until: .seconds(100)) { .success(reading($0, .succeeded)) }
        #expect(walk.times == [0])
    }

    @Test func refreshStartsTheSequenceAgain() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        walk.run(until: .seconds(20)) { .success(reading($0, .running)) }
        walk.schedule.refreshAll(now: walk.now)
        walk.run(until: .seconds(26)) { .success(reading($0, .running)) }
        #expect(walk.times == [0, 2, 5.2, 10.32, 18.512, 20, 22, 25.2])
    }

    @Test func trackingTwiceMakesOneStreamOfRequests() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        let first = walk.fetch()
        let ticket = try #require(first)
        walk.schedule.track(id, known: nil, now: .zero)
        walk.schedule.refresh([id], now: .zero)
        #expect(walk.schedule.nextAction(now: .seconds(5)) == .idle)
        walk.schedule.answered(ticket, operation: operation(id, .running), retryAfter: nil, now: .seconds(5))
        #expect(walk.schedule.nextAction(now: .seconds(5)) == .wait(until: .seconds(7)))
    }

    @Test func anAnswerByAnotherWaySetsTheNextWait() throws {
        let id = try operationID("op_1")
        var schedule = PollSchedule()
        schedule.observed(operation(id, .queued), retryAfter: nil, now: .seconds(10))
        #expect(schedule.nextAction(now: .seconds(10)) == .wait(until: .seconds(12)))
        schedule.observed(operation(id, .canceled), retryAfter: nil, now: .seconds(11))
        #expect(schedule.nextAction(now: .seconds(11)) == .idle)
    }

    @Test func aPauseForOneOperationHoldsOnlyThatOne() throws {
        let ids = try operationIDs(2)
        var walk = ScheduleWalk()
        walk.schedule.track(ids[0], known: nil, now: .zero)
        walk.schedule.track(ids[1], known: nil, now: .zero)
        walk.run(until: .seconds(29)) { id in
            .success(reading(id, .running, retryAfter: id == ids[0] ? .seconds(30) : nil))
        }
        #expect(walk.asked.filter { $0.id == ids[0] }.count == 1)
        #expect(walk.asked.filter { $0.id == ids[1] }.count == 5)
        walk.schedule.refresh([ids[0]], now: walk.now)
        #expect(walk.schedule.nextAction(now: walk.now) == .wait(until: .seconds(30)))
    }

    @Test func aForgottenOperationIsGoneEvenWhileItIsAskedAbout() throws {
        let ids = try operationIDs(2)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        let first = walk.fetch()
        let ticket = try #require(first)
        for id in ids { walk.schedule.forget(id) }
        walk.schedule.answered(ticket, operation: operation(ids[0], .running), retryAfter: nil, now: .seconds(1))
        #expect(walk.schedule.nextAction(now: .seconds(100)) == .idle)
    }

    @Test func noMoreThanTheAllowedRequestsAreInFlight() throws {
        var walk = ScheduleWalk()
        for id in try operationIDs(6) { walk.schedule.track(id, known: nil, now: .zero) }
        let tickets = (0..<6).compactMap { _ in walk.fetch() }
        #expect(tickets.count == 4)
        walk.schedule.abandoned(tickets[0], now: .zero)
        let next = walk.fetch()
        #expect(next != nil)
    }

    @Test func theSelectedOneGoesFirstAndTheVisibleOnesTakeTurnsWithTheRest() throws {
        let ids = try operationIDs(8)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        walk.schedule.setFocus(selected: [ids[7]], visible: [ids[7], ids[4], ids[5], ids[6]])
        walk.run(until: .zero) { .success(reading($0, .succeeded)) }
        #expect(walk.asked.map(\.id) == [7, 4, 0, 5, 1, 6, 2, 3].map { ids[$0] })
    }

    @Test func focusThatMovesOnTakesTheRankWithIt() throws {
        let ids = try operationIDs(3)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        walk.schedule.setFocus(selected: [ids[2]], visible: [ids[2]])
        walk.schedule.setFocus(selected: [ids[1]], visible: [])
        walk.run(until: .zero) { .success(reading($0, .succeeded)) }
        #expect(walk.asked.map(\.id) == [ids[1], ids[0], ids[2]])
    }
}
