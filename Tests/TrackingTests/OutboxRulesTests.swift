import Foundation
import MintDomain
import Testing

@testable import Tracking

struct OutboxRulesTests {
    /// The rules with a controlled clock; jitter is zero, so every wait is whole.
    struct Desk {
        var rules = OutboxRules()
        var time: Double = 0

        var moment: OutboxMoment { at(time) }
        func at(_ seconds: Double) -> OutboxMoment {
            OutboxMoment(elapsed: .seconds(seconds), date: date(seconds))
        }
        mutating func next() -> OutboxAction { rules.nextAction(at: moment) }
        mutating func submit(_ entry: OutboxEntry, hold: Double = 0) {
            var entry = entry
            if hold > 0 { entry.state = .held(until: date(time + hold)) }
            rules.submitted(entry, hold: .seconds(hold), at: moment)
        }
        mutating func stored(_ change: OutboxChange, _ result: OutboxStoring = .done) {
            rules.stored(change, result, at: moment, random: 0)
        }
        mutating func answer(_ entry: OutboxEntry, _ answer: OutboxAnswer) throws -> OutboxChange {
            let change = rules.attemptEnded(entry.key, answer, at: moment, random: 0)
            return try #require(change)
        }
        /// Stores the next change and returns the entry sent after it.
        mutating func sendNext() throws -> OutboxEntry {
            if case .store(let change) = next() { stored(change) } else { Issue.record("nothing to store") }
            guard case .send(let entry) = next() else {
                throw DeskFailure()
            }
            return entry
        }
        mutating func steps() -> [OutboxState] { rules.takeEvents().map(\.entry.state) }
    }
    struct DeskFailure: Error {}

    @Test func nothingPendingNeedsNoTimer() {
        var desk = Desk()
        #expect(desk.next() == .idle)
    }

    @Test func aHeldOneWaitsForTheEndOfItsHoldAndIsStoredAsSendingFirst() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry, hold: 5)
        #expect(desk.steps() == [.held(until: date(5))])
        desk.time = 4.9
        #expect(desk.next() == .wait(until: .seconds(5)))
        desk.time = 5
        let change = OutboxChange(key: entry.key, from: .held(until: date(5)), to: .sending)
        #expect(desk.next() == .store(change))
        #expect(desk.next() == .idle)
        desk.stored(change)
        guard case .send(let sent) = desk.next() else { throw DeskFailure() }
        #expect(sent.key == entry.key)
        #expect(sent.state == .sending)
        #expect(desk.steps() == [.sending])
    }

    @Test func oneWithoutHoldIsSentAtOnceFromTheRowThatSaysSo() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        #expect(desk.next() == .send(entry))
        #expect(desk.next() == .idle)
    }

    @Test func aWithdrawnOneNeverLeaves() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry, hold: 5)
        desk.time = 4.999
        let withdrawal = desk.rules.withdraw(entry.key)
        let change = try #require(withdrawal)
        #expect(change.to == .canceled)
        desk.time = 60
        #expect(desk.next() == .idle)
        desk.stored(change)
        #expect(desk.steps().last == .canceled)
        #expect(desk.rules.pending.isEmpty)
    }

    @Test func whatHasLeftCannotBeWithdrawn() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry, hold: 5)
        desk.time = 5
        _ = desk.next()
        #expect(desk.rules.withdraw(entry.key) == nil)
    }

    @Test func aWithdrawalThatCannotBeStoredStillKeepsItFromLeaving() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry, hold: 5)
        let withdrawal = desk.rules.withdraw(entry.key)
        let change = try #require(withdrawal)
        desk.stored(change, .failed("The disk is full."))
        desk.time = 60
        #expect(desk.next() == .idle)
        guard case .held(until: nil, because: _?) = desk.steps().last else {
            Issue.record("not offered")
            return
        }
    }

    @Test func theNewestHeldOneIsTheLastSubmitted() throws {
        var desk = Desk()
        desk.submit(try entry("a", "op_1"), hold: 5)
        desk.submit(try entry("b", "op_2"), hold: 5)
        #expect(desk.rules.newestHeld?.rawValue == "b")
    }

    @Test func anAcceptedOneIsStoredThenTold() throws {
        var desk = Desk()
        let entry = try entry("a", "op_1")
        desk.submit(entry)
        _ = desk.next()
        _ = desk.steps()
        let id = try operationID("op_1")
        let change = try desk.answer(entry, .accepted(reading(id, .running)))
        #expect(change == OutboxChange(key: entry.key, from: .sending, to: .accepted(id)))
        #expect(desk.steps().isEmpty)
        desk.stored(change)
        #expect(desk.steps() == [.accepted(id)])
        #expect(desk.rules.pending.isEmpty)
        #expect(desk.next() == .idle)
    }

    @Test func anEndThatCannotBeStoredIsToldOnceAndStoredLater() throws {
        var desk = Desk()
        let entry = try entry("a", "op_1")
        desk.submit(entry)
        _ = desk.next()
        _ = desk.steps()
        let change = try desk.answer(entry, .refused("No."))
        desk.stored(change, .failed("The disk is full."))
        #expect(desk.steps() == [.refused("No.")])
        #expect(desk.next() == .wait(until: .milliseconds(500)))
        desk.time = 0.5
        #expect(desk.next() == .store(change))
        desk.stored(change)
        #expect(desk.steps().isEmpty)
        #expect(desk.next() == .idle)
    }

    @Test func anUnansweredOneGoesOutAgainWithTheSameKeyPathAndBodyAfterGrowingWaits() throws {
        var desk = Desk()
        let entry = try entry("a", "op_1")
        desk.submit(entry)
        _ = desk.next()
        var waits: [Double] = []
        for _ in 1...9 {
            let begin = desk.time
            desk.stored(try desk.answer(entry, silence))
            guard case .wait(let until) = desk.next() else { throw DeskFailure() }
            desk.time = until.inSeconds
            waits.append(desk.time - begin)
            let again = try desk.sendNext()
            #expect([again.key.rawValue, again.path, again.body] == [entry.key.rawValue, entry.path, entry.body])
        }
        #expect(waits == [0.5, 1, 2, 4, 8, 16, 32, 60, 60])
    }

    @Test func theOutcomeOfAnUnansweredOneIsToldWithTheNextTry() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        _ = desk.steps()
        _ = try desk.answer(entry, silence)
        #expect(desk.steps() == [.waiting("Silence.", nextTry: date(0.5))])
    }

    @Test(arguments: [(nil, 1, 0.5), (nil, 3, 2), (0, 1, 0.5), (7, 1, 7), (7, 6, 7), (200_000, 1, 86_400)])
    func theServersWishGoesBeforeOurOwnWaitUnlessItWouldPressTheServer(
        _ asked: Double?, _ count: Int, _ expected: Double
    ) {
        let wait = OutboxNumbers().wait(after: count, asked: asked.map { .seconds($0) }, random: 0)
        #expect(wait.inSeconds == expected)
    }

    @Test func jitterTakesAwayUpToHalf() {
        #expect(OutboxNumbers().wait(after: 1, asked: nil, random: 1) == .milliseconds(250))
        #expect(OutboxNumbers().wait(after: 1, asked: nil, random: 7) == .milliseconds(250))
    }

    @Test func aPauseTheServerAsksForHoldsEverything() throws {
        var desk = Desk()
        let first = try entry("a", "op_1")
        desk.submit(first)
        _ = desk.next()
        desk.stored(
            try desk.answer(first, .unanswered("Too many.", mayHaveArrived: false, retryAfter: .seconds(30))))
        desk.submit(try entry("b", "op_2"))
        desk.submit(try entry("c", "op_3"), hold: 5)
        desk.time = 5
        #expect(desk.next() == .wait(until: .seconds(30)))
        desk.rules.sendNow(desk.rules.pending.map(\.key), at: desk.moment)
        #expect(desk.next() == .wait(until: .seconds(30)))
        #expect(desk.rules.withdraw(try #require(IdempotencyKey("c"))) != nil)
    }

    @Test(arguments: [true, false])
    func aRefusedKeySettlesOnlyWhatSurelyNeverArrived(_ mayHaveArrived: Bool) throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(try desk.answer(entry, .unanswered("?", mayHaveArrived: mayHaveArrived, retryAfter: nil)))
        desk.time = 1
        _ = try desk.sendNext()
        let change = try desk.answer(entry, .turnedAway("Wrong key."))
        #expect(change.to.phase == (mayHaveArrived ? .waiting : .refused))
    }

    @Test func aConflictIsARefusal() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        _ = desk.steps()
        desk.stored(try desk.answer(entry, .conflict("Conflict.")))
        #expect(desk.steps() == [.refused("Conflict.")])
    }

    @Test func atMostFourAreOnTheWireAndTheOrderIsKept() throws {
        var desk = Desk()
        for number in 1...6 { desk.submit(try entry("k\(number)", "op_\(number)")) }
        var sent: [String] = []
        while case .send(let entry) = desk.next() { sent.append(entry.key.rawValue) }
        #expect(sent == ["k1", "k2", "k3", "k4"])
        let second = try entry("k2", "op_2")
        desk.stored(try desk.answer(second, .refused("No.")))
        guard case .send(let next) = desk.next() else { throw DeskFailure() }
        #expect(next.key.rawValue == "k5")
        #expect(desk.next() == .idle)
    }

    @Test(arguments: [
        (OutboxState.sending, true, false), (.waiting("?"), true, false), (.held(until: date(5)), false, true),
        (.refused("No."), false, false), (.canceled, false, false),
    ])
    func afterARestart(_ state: OutboxState, _ isResent: Bool, _ isOffered: Bool) throws {
        var desk = Desk(time: 10)
        let entry = try entry("a", state: state)
        let offers = desk.rules.restored([entry], at: desk.moment)
        #expect(offers == (isOffered ? [entry] : []))
        let action = desk.next()
        #expect(action == (isResent ? .store(OutboxChange(key: entry.key, from: state, to: .sending)) : .idle))
    }

    @Test func restoredOnesOfOneOperationGoInTheirOrder() throws {
        var desk = Desk()
        let first = try entry("a", "op_1")
        _ = desk.rules.restored([first, try entry("b", "op_1")], at: desk.moment)
        #expect(try desk.sendNext().key.rawValue == "a")
        #expect(desk.next() == .idle)
        desk.stored(try desk.answer(first, .refused("No.")))
        #expect(try desk.sendNext().key.rawValue == "b")
    }

    @Test func whatAnotherProcessHasTakenIsLeftAlone() throws {
        var desk = Desk()
        let entry = try entry("a", state: .waiting("?"))
        _ = desk.rules.restored([entry], at: desk.moment)
        guard case .store(let change) = desk.next() else { throw DeskFailure() }
        desk.stored(change, .taken)
        #expect(desk.rules.takeEvents().map(\.departure) == [.taken])
        #expect(desk.next() == .idle)
        #expect(desk.rules.pending.isEmpty)
    }

    @Test func whatCannotBeNotedAsSendingIsNotSent() throws {
        var desk = Desk()
        desk.submit(try entry("a"), hold: 5)
        desk.time = 5
        guard case .store(let change) = desk.next() else { throw DeskFailure() }
        desk.stored(change, .failed("The disk is full."))
        #expect(desk.next() == .wait(until: .milliseconds(5500)))
    }

    @Test func aKeyTheServerMayHaveForgottenGoesOutOnlyWhenAPersonSaysSo() throws {
        var desk = Desk(time: 23 * 3600)
        let old = try entry("a", state: .waiting("?"))
        #expect(desk.rules.restored([old], at: desk.moment) == [old])
        #expect(desk.next() == .idle)
        desk.rules.sendNow([old.key], at: desk.moment)
        #expect(try desk.sendNext().key == old.key)
    }

    @Test func aLongSuspensionMakesAWaitingOneAnOffer() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(try desk.answer(entry, silence))
        desk.time = 30 * 3600
        #expect(desk.next() == .idle)
        #expect(desk.steps().last == .waiting(OutboxRules.tooOld))
        let changes = desk.rules.dropAll()
        let change = try #require(changes.first)
        #expect(change.from == .waiting("Silence.", nextTry: date(0.5)))
    }

    @Test func keptOnesDoNotLeaveAndDroppedOnesAreWithdrawn() throws {
        var desk = Desk()
        let (held, sent) = (try entry("a", "op_1"), try entry("b", "op_2"))
        desk.submit(held, hold: 5)
        desk.submit(sent)
        desk.rules.keep()
        desk.time = 60
        #expect(desk.next() == .send(sent))
        #expect(desk.next() == .idle)
        let changes = desk.rules.dropAll()
        #expect(changes.map(\.key) == [held.key])
        #expect(changes.map(\.to) == [.canceled])
    }

    @Test(arguments: [true, false])
    func givingUpSettlesOnlyWhatSurelyNeverArrived(_ mayHaveArrived: Bool) throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(try desk.answer(entry, .unanswered("?", mayHaveArrived: mayHaveArrived, retryAfter: nil)))
        let change = desk.rules.giveUp(entry.key)
        #expect((change == nil) == mayHaveArrived)
        #expect(desk.rules.unsettledOutcome(entry.key) == .waiting("?"))
    }

    @Test func aLateAnswerToAnAttemptThatIsOverChangesNothing() throws {
        var desk = Desk()
        let entry = try entry("a")
        desk.submit(entry)
        _ = desk.next()
        _ = try desk.answer(entry, .refused("No."))
        #expect(desk.rules.attemptEnded(entry.key, silence, at: desk.moment, random: 0) == nil)
    }
}

/// An entry made at `date(0)`.
func entry(_ key: String, _ operation: String? = nil, state: OutboxState = .sending) throws -> OutboxEntry {
    let mutation: Mutation =
        try operation.map { .approve(try operationID($0), preview: shown) }
        ?? .generate(GenerationRequest(kind: .model, prompt: "A lamp"))
    return OutboxEntry(
        key: try #require(IdempotencyKey(key)), mutation: mutation,
        path: "/v1/operations/\(operation ?? "new"):approve", body: "{}", state: state, createdAt: date(0))
}
