import Foundation
import MintDomain
import Testing

@testable import Tracking

struct OutboxRulesBudgetTests {
    typealias Desk = OutboxRulesTests.Desk

    private func desk(_ sendsPerHour: Int, time: Double = 0) -> Desk {
        var numbers = OutboxNumbers()
        numbers.sendsPerHour = sendsPerHour
        return Desk(rules: OutboxRules(numbers: numbers), time: time)
    }

    /// Submits and sends decisions, each refused at once, until one has to wait.
    private func sendUntilItWaits(_ desk: inout Desk, _ keys: String, limit: Int = 200) throws -> Int {
        for count in 0..<limit {
            let entry = try entry("\(keys)\(count)")
            desk.submit(entry)
            guard case .send = desk.next() else { return count }
            desk.stored(try desk.answer(entry, .refused("No.")))
        }
        return limit
    }

    @Test func withoutABudgetNothingIsCounted() throws {
        var desk = Desk()
        #expect(try sendUntilItWaits(&desk, "k") == 200)
        #expect(desk.rules.nextStart(at: desk.moment) == nil)
    }

    @Test func theAgentsBudgetIsAHundredAtOnceAndThenOneMoreAfterAnHour() throws {
        var desk = Desk(rules: OutboxRules(numbers: .agentJobs), time: 50)
        #expect(try sendUntilItWaits(&desk, "k") == 100)
        let waiting = desk.steps().last
        #expect(
            waiting
                == .waiting(
                    "The service takes 100 requests an hour, and those are used.", nextTry: date(50 + 3601)))
        #expect(desk.rules.nextStart(at: desk.moment) == date(50 + 3601))
        #expect(desk.next() == .wait(until: .seconds(50 + 3601)))
        desk.time = 50 + 3601
        guard case .send(let entry) = desk.next() else {
            Issue.record("not sent")
            return
        }
        #expect(entry.key.rawValue == "k100")
    }

    @Test func theHourSlides() throws {
        var desk = desk(4)
        #expect(try sendUntilItWaits(&desk, "a", limit: 2) == 2)
        desk.time = 1800
        #expect(try sendUntilItWaits(&desk, "b") == 2)
        #expect(desk.rules.nextStart(at: desk.moment) == date(3601))
    }

    @Test func whatEarlierRunsSentCountsAsLongAsItIsWithinTheHour() throws {
        var desk = desk(3, time: 10_000)
        desk.rules.countEarlier([date(9000), date(10_000 - 3600), date(6500), date(10_500)], at: desk.moment)
        #expect(try sendUntilItWaits(&desk, "k") == 0)
        #expect(desk.rules.nextStart(at: desk.moment) == date(6500 + 3601))
    }

    @Test func earlierOnesBeforeThisProcessBeganCountToo() throws {
        var desk = desk(3, time: 0)
        desk.rules.countEarlier([date(-100), date(-50), date(-20)], at: desk.moment)
        #expect(desk.rules.nextStart(at: desk.moment) == date(-100 + 3601))
    }

    @Test func anOrderOfAPersonDoesNotPassTheBudget() throws {
        var desk = desk(1)
        #expect(try sendUntilItWaits(&desk, "k") == 1)
        desk.rules.sendNow(desk.rules.pending.map(\.key), at: desk.moment)
        #expect(desk.next() == .wait(until: .seconds(3601)))
    }

    @Test func aHeldOneStaysWithdrawableWhileItWaitsForTheBudget() throws {
        var desk = desk(1)
        #expect(try sendUntilItWaits(&desk, "k", limit: 1) == 1)
        let held = try entry("held")
        desk.submit(held, hold: 5)
        desk.time = 5
        #expect(desk.next() == .wait(until: .seconds(3601)))
        #expect(desk.rules.withdraw(held.key)?.to == .canceled)
    }
}
