import Foundation
import MintDomain
import Testing

@testable import Tracking

struct OutboxHoldingTests {
    private func moment(_ elapsed: Double, date time: Double? = nil) -> OutboxMoment {
        OutboxMoment(elapsed: .seconds(elapsed), date: date(time ?? elapsed))
    }

    /// Rules with one decision that is held for five seconds, observed at 0.
    private func held() throws -> OutboxRules {
        var rules = OutboxRules()
        rules.submitted(
            try entry("a", "op_1", state: .held(until: date(5))), hold: .seconds(5), at: moment(0))
        rules.observe(at: moment(0))
        _ = rules.takeEvents()
        return rules
    }

    private func isDue(_ rules: inout OutboxRules, at elapsed: Double) -> Bool {
        if case .store = rules.nextAction(at: moment(elapsed)) { true } else { false }
    }

    @Test func aHoldEndsOnTimeWhileTheProgramRuns() throws {
        var rules = try held()
        for step in 1...9 { rules.observe(at: moment(Double(step) / 2)) }
        #expect(!isDue(&rules, at: 4.9))
        rules.observe(at: moment(5))
        #expect(rules.takeEvents().isEmpty)
        #expect(isDue(&rules, at: 5))
    }

    @Test func theTimeInWhichTheProgramIsStoppedDoesNotCount() throws {
        var rules = try held()
        rules.observe(at: moment(0.5))
        rules.observe(at: moment(60.5))
        #expect(rules.takeEvents().map(\.entry.state) == [.held(until: date(65))])
        #expect(!isDue(&rules, at: 64.9))
        for step in 1...9 { rules.observe(at: moment(60.5 + Double(step) / 2)) }
        #expect(isDue(&rules, at: 65))
    }

    @Test func twoSecondsAreLeftAfterAStop() throws {
        var rules = try held()
        for step in 1...9 { rules.observe(at: moment(Double(step) / 2)) }
        rules.observe(at: moment(6))
        #expect(!isDue(&rules, at: 7.9))
        rules.observe(at: moment(7))
        rules.observe(at: moment(8))
        #expect(isDue(&rules, at: 8))
    }

    @Test func aHoldThatIsOverIsNotHeldAgain() throws {
        var rules = try held()
        for step in 1...10 { rules.observe(at: moment(Double(step) / 2)) }
        rules.observe(at: moment(65))
        #expect(rules.takeEvents().isEmpty)
        #expect(isDue(&rules, at: 65))
    }

    @Test func theEndIsToldAgainWhenTheTimeOfDayIsSet() throws {
        var rules = try held()
        rules.observe(at: moment(0.5, date: -3599.5))
        #expect(rules.takeEvents().map(\.entry.state) == [.held(until: date(-3595))])
        rules.observe(at: moment(1, date: -3599))
        #expect(rules.takeEvents().isEmpty)
        #expect(isDue(&rules, at: 5))
    }

    @Test func itWakesTwiceASecondOnlyWhileADecisionIsHeld() throws {
        var rules = try held()
        #expect(rules.nextAction(at: moment(1)) == .wait(until: .seconds(1.5)))
        #expect(rules.nextAction(at: moment(4.8)) == .wait(until: .seconds(5)))
        rules.keep()
        #expect(rules.nextAction(at: moment(1)) == .idle)
    }

    @Test func othersDecisionsAreToldUntilTheyAreSettled() throws {
        var rules = OutboxRules()
        let theirs = TrackingStorageMutation(
            entry: try entry("b", "op_2", state: .held(until: date(5))), holder: .another(process: 4711))
        rules.reconcile([theirs], known: [], at: moment(0))
        rules.reconcile([theirs], known: [], at: moment(1))
        #expect(rules.takeEvents() == [OutboxEvent(entry: theirs.entry, holder: theirs.holder)])
        rules.reconcile([], known: [], at: moment(2))
        #expect(rules.takeEvents().map(\.departure) == [.settledElsewhere])
    }

    @Test func aHeldDecisionThatAnotherProcessCanceledIsGone() throws {
        var rules = try held()
        let cancel = TrackingStorageMutation(
            entry: OutboxEntry(
                key: try #require(IdempotencyKey("c")), mutation: .cancel(try operationID("op_1")),
                path: "/v1/operations/op_1:cancel", body: "{}", createdAt: date(1)),
            holder: .another(process: 4711))
        rules.reconcile([cancel], known: rules.unsentKeys, at: moment(1))
        let events = rules.takeEvents()
        #expect(events.map(\.departure) == [.replaced, nil])
        #expect(events.map(\.holder) == [.me, .another(process: 4711)])
        #expect(rules.pending.isEmpty)
    }

    @Test func aDecisionOfAProcessThatEndedIsTakenOver() throws {
        var rules = OutboxRules()
        let (held, sent) = (try entry("b", "op_2", state: .held(until: date(5))), try entry("c", "op_3"))
        let entries = [held, sent]
        rules.reconcile(
            entries.map { TrackingStorageMutation(entry: $0, holder: .another(process: 4711)) }, known: [],
            at: moment(0))
        let abandoned = entries.map { TrackingStorageMutation(entry: $0, holder: .noProcess) }
        // A read-only process takes over nothing.
        rules.reconcile(abandoned, known: [], at: moment(1))
        #expect(rules.pending.isEmpty)
        _ = rules.restored([], at: moment(1))
        _ = rules.takeEvents()
        rules.reconcile(abandoned, known: [], at: moment(2))
        #expect(rules.takeEvents().map(\.entry.state) == [.held(until: nil, because: "It was held when mintop ended.")])
        #expect(rules.pending.map(\.key) == [held.key, sent.key])
        #expect(
            rules.nextAction(at: moment(2)) == .store(OutboxChange(key: sent.key, from: .sending, to: .sending)))
    }

    @Test func anOfferedDecisionThatAnotherProcessTookIsGone() throws {
        var rules = OutboxRules()
        let entry = try entry("b", "op_2", state: .held(until: date(5)))
        _ = rules.restored([entry], at: moment(0))
        _ = rules.takeEvents()
        rules.reconcile(
            [TrackingStorageMutation(entry: entry, holder: .another(process: 4711))], known: [], at: moment(1))
        #expect(rules.pending.isEmpty)
        rules.reconcile([], known: [], at: moment(2))
        let events = rules.takeEvents()
        #expect(events.map(\.departure) == [nil, .settledElsewhere])
        #expect(events.map(\.holder) == [.another(process: 4711), .another(process: 4711)])
    }

    @Test func aDecisionThatWasStoredAfterTheStoreWasReadIsNotMissing() throws {
        var rules = try held()
        rules.reconcile([], known: [], at: moment(1))
        #expect(rules.pending.count == 1)
    }
}
