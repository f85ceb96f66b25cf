import MintDomain
import Testing

@testable import Tracking

struct PollScheduleFailureTests {
    @Test func anUnknownIdIsAskedSlowlyAndHoldsNobodyElse() throws {
        let ids = try operationIDs(2)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        walk.run(until: .seconds(900)) { id in
            id == ids[0] ? .failure(ReadFailure(.gone)) : .success(reading(id, .running))
        }
        let gone = walk.asked.filter { $0.id == ids[0] }.map(\.at.inSeconds)
        #expect(gone == [0, 60, 180, 420, 720])
        #expect(walk.asked.count > 60)
    }

    @Test func aServerThatIsAwayIsProbedByOneRequestWithGrowingWaits() throws {
        var walk = ScheduleWalk()
        for id in try operationIDs(50) { walk.schedule.track(id, known: nil, now: .zero) }
        walk.run(until: .seconds(200)) { _ in .failure(ReadFailure(.unreachable("no route"))) }
        #expect(walk.times == [0, 2, 6, 14, 30, 62, 122, 182])
        // Each probe polls another one, the longest due first.
        #expect(Set(walk.asked.map(\.id)).count == walk.asked.count)
    }

    @Test func requestsThatFailTogetherCountOnce() throws {
        var walk = ScheduleWalk()
        for id in try operationIDs(9) { walk.schedule.track(id, known: nil, now: .zero) }
        let tickets = (0..<4).compactMap { _ in walk.fetch() }
        let failure = ReadFailure(.unreachable("time-out"))
        for (index, ticket) in tickets.enumerated() {
            let scope = walk.schedule.failed(ticket, failure: failure, random: 0, now: .seconds(index))
            #expect(scope == .server(retryAt: .seconds(2)))
        }
        #expect(walk.schedule.nextAction(now: .seconds(1)) == .wait(until: .seconds(2)))
        walk.now = .seconds(3)
        let next = walk.fetch()
        #expect(next != nil)
        #expect(walk.schedule.nextAction(now: .seconds(100)) == .idle)
    }

    @Test func anAnswerOpensTheGateForAll() throws {
        var walk = ScheduleWalk()
        for id in try operationIDs(5) { walk.schedule.track(id, known: nil, now: .zero) }
        var isAway = true
        walk.run(until: .seconds(3)) { id in
            defer { isAway = false }
            return isAway ? .failure(ReadFailure(.unreachable("away"))) : .success(reading(id, .succeeded))
        }
        #expect(walk.times == [0, 2, 2, 2, 2, 2])
    }

    @Test func anAskedPauseHoldsTheWholeServerEvenAgainstThePerson() throws {
        let ids = try operationIDs(3)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        let tickets = (0..<2).compactMap { _ in walk.fetch() }
        let scope = walk.schedule.failed(
            tickets[0], failure: ReadFailure(.rateLimited, retryAfter: .seconds(25)), random: 0, now: .zero)
        #expect(scope == .server(retryAt: .seconds(25)))
        walk.schedule.answered(tickets[1], operation: operation(ids[1], .running), retryAfter: nil, now: .seconds(1))
        walk.schedule.refreshAll(now: .seconds(2))
        #expect(walk.schedule.nextAction(now: .seconds(2)) == .wait(until: .seconds(25)))
    }

    @Test func thePersonMayProbeAtOnce() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        walk.run(until: .seconds(20)) { _ in .failure(ReadFailure(.unauthorized("wrong key"))) }
        #expect(walk.times == [0])
        walk.schedule.refresh([id], now: walk.now)
        walk.run(until: .seconds(21)) { .success(reading($0, .succeeded)) }
        #expect(walk.times == [0, 20])
    }

    @Test func aWrongKeyIsTriedEveryThirtySecondsAndRecovers() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        var asked = 0
        walk.run(until: .seconds(66)) { id in
            asked += 1
            return asked < 3 ? .failure(ReadFailure(.unauthorized("wrong key"))) : .success(reading(id, .running))
        }
        #expect(walk.times == [0, 30, 60, 62, 65.2])
    }

    @Test(arguments: [PollProblem.unauthorized("not this one"), .unreachable("500")])
    func oneOperationThatAlwaysFailsDoesNotHoldTheOthers(problem: PollProblem) throws {
        let ids = try operationIDs(6)
        var walk = ScheduleWalk()
        for id in ids { walk.schedule.track(id, known: nil, now: .zero) }
        walk.schedule.setFocus(selected: [ids[0]], visible: ids)
        walk.run(until: .seconds(600)) { id in
            id == ids[0] ? .failure(ReadFailure(problem)) : .success(reading(id, .running))
        }
        for id in ids.dropFirst() {
            #expect(walk.asked.filter { $0.id == id }.count >= 35)
        }
        #expect(walk.asked.filter { $0.id == ids[0] }.count <= 22)
    }

    @Test func aConnectionThatBrokeOnceIsAskedAgainAtOnce() throws {
        let id = try operationID("op_1")
        var walk = ScheduleWalk()
        walk.schedule.track(id, known: nil, now: .zero)
        var asked = 0
        // The server closes each idle connection just when the next request is sent on it.
        walk.run(until: .seconds(20)) { id in
            asked += 1
            return asked.isMultiple(of: 2) ? .failure(broken) : .success(reading(id, .running))
        }
        #expect(walk.times == [0, 2, 2, 5.2, 5.2, 10.32, 10.32, 18.512, 18.512])
    }

    @Test func aServerThatBreaksEveryConnectionIsBackedOffAfterOneMoreRequest() throws {
        var walk = ScheduleWalk()
        for id in try operationIDs(50) { walk.schedule.track(id, known: nil, now: .zero) }
        walk.run(until: .seconds(20)) { _ in .failure(broken) }
        #expect(walk.times == [0, 0, 2, 6, 14])
    }

    private let broken = ReadFailure(.unreachable("broke"), isBrokenConnection: true)

    @Test func failuresOfOthersHoldTheSchedule() throws {
        let id = try operationID("op_1")
        var schedule = PollSchedule()
        schedule.track(id, known: nil, now: .zero)
        let failure = ReadFailure(.unreachable("away"), retryAfter: .seconds(9))
        #expect(schedule.serverFailed(failure, random: 0, now: .zero) == .seconds(9))
        #expect(schedule.nextAction(now: .zero) == .wait(until: .seconds(9)))
        schedule.serverAnswered()
        #expect(schedule.nextAction(now: .zero) == .wait(until: .seconds(9)))
    }
}
