import MintDomain
import Testing

@testable import Tracking

struct PollScheduleBudgetTests {
    /// Running operations, each answered 300 ms after its request.
    private struct Simulation {
        var schedule = PollSchedule()
        var now: Duration = .zero
        var starts: [Duration] = []
        var confirmed: [OperationID: Duration] = [:]
        /// The longest time of each operation without a response.
        var oldest: [OperationID: Duration] = [:]
        private var landings: [(at: Duration, ticket: PollTicket)] = []

        mutating func run(until end: Duration) {
            while now < end {
                var next = landings.first?.at ?? end
                switch schedule.nextAction(now: now) {
                case .fetch(let ticket):
                    starts.append(now)
                    landings.append((now + .milliseconds(300), ticket))
                    continue
                case .wait(let instant): next = min(next, instant)
                case .idle: break
                }
                now = min(next, end)
                while let landing = landings.first, landing.at <= now {
                    landings.removeFirst()
                    land(landing.ticket)
                }
            }
            for (id, time) in confirmed { oldest[id] = max(oldest[id] ?? .zero, now - time) }
        }

        private mutating func land(_ ticket: PollTicket) {
            let age = now - (confirmed[ticket.id] ?? .zero)
            oldest[ticket.id] = max(oldest[ticket.id] ?? .zero, age)
            confirmed[ticket.id] = now
            schedule.answered(ticket, operation: operation(ticket.id, .running), retryAfter: nil, now: now)
        }
    }

    @Test func fiveHundredRunningStayWithinTheBudgetAndNobodyStarves() throws {
        let ids = try operationIDs(500)
        var simulation = Simulation()
        for id in ids { simulation.schedule.track(id, known: nil, now: .zero) }
        simulation.schedule.setFocus(selected: [ids[250]], visible: Array(ids[240..<270]))
        simulation.run(until: .seconds(3600))

        let starts = simulation.starts
        for index in starts.indices.dropFirst(60) {
            #expect(starts[index] - starts[index - 60] > .seconds(60))
        }
        #expect(starts.count > 3500)
        #expect(simulation.confirmed.count == 500)
        let hidden = ids[..<240] + ids[270...]
        let worst = try #require(hidden.compactMap { simulation.oldest[$0] }.max())
        #expect(worst < .seconds(22 * 60))
        let visible = try #require(ids[240..<270].compactMap { simulation.oldest[$0] }.max())
        #expect(visible < .seconds(90))
        #expect(try #require(simulation.oldest[ids[250]]) <= .seconds(5))
    }

    @Test func aSelectionInTheCrowdIsFreshWithinThreeSeconds() throws {
        let ids = try operationIDs(500)
        var simulation = Simulation()
        for id in ids { simulation.schedule.track(id, known: nil, now: .zero) }
        simulation.run(until: .seconds(900))
        for index in [3, 77, 401] {
            let selectedAt = simulation.now
            let before = try #require(simulation.confirmed[ids[index]])
            simulation.schedule.setFocus(selected: [ids[index]], visible: [])
            simulation.run(until: selectedAt + .seconds(3))
            let after = try #require(simulation.confirmed[ids[index]])
            #expect(selectedAt - before < .seconds(15) || after > selectedAt)
        }
    }

    @Test func endedOperationsCostNothing() throws {
        var schedule = PollSchedule()
        for id in try operationIDs(10_000) {
            schedule.track(id, known: operation(id, .succeeded), now: .zero)
        }
        #expect(schedule.queues.allSatisfy { $0.first == nil })
        #expect(schedule.nextAction(now: .seconds(1)) == .idle)
    }
}
