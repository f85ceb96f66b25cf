import MintDomain
import Testing

@testable import Tracking

/// Mutations that must not be sent twice: a new job, and a message to one.
struct OutboxRulesUnrepeatableTests {
    typealias Desk = OutboxRulesTests.Desk

    private let nobodyThere = OutboxAnswer.unanswered("Nobody there.", mayHaveArrived: false, retryAfter: nil)

    /// The entries sent within a day, in order. Changes are stored as they come.
    private func sentWithinADay(_ desk: inout Desk) -> [String] {
        let end = desk.time + 24 * 3600
        var sent: [String] = []
        while desk.time <= end {
            switch desk.next() {
            case .idle: return sent
            case .wait(let instant): desk.time = instant.inSeconds
            case .store(let change): desk.stored(change)
            case .send(let entry): sent.append(entry.key.rawValue)
            }
        }
        return sent
    }

    @Test func withoutAnAnswerItEndsAsUncertainAndIsNeverSentAgain() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        #expect(desk.next() == .send(entry))
        _ = desk.steps()
        let change = try desk.answer(entry, silence)
        guard case .uncertain(let sentence) = change.to else {
            Issue.record("\(change.to)")
            return
        }
        #expect(sentence.hasPrefix("Silence. Whether the job was started is not known"))
        desk.stored(change)
        #expect(desk.steps() == [.uncertain(sentence)])
        #expect(desk.rules.pending.isEmpty)
        #expect(sentWithinADay(&desk).isEmpty)
    }

    @Test func theSentenceOfAMessageNamesItsJob() throws {
        var desk = Desk()
        let entry = try job("a", "job_1")
        desk.submit(entry)
        _ = desk.next()
        #expect(
            try desk.answer(entry, silence).to
                == .uncertain(
                    "Silence. Whether the message reached job_1 is not known: look at the job before you send it again."
                ))
    }

    @Test func anEndThatCannotBeStoredIsStillNoReasonToSendItAgain() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        let change = try desk.answer(entry, silence)
        desk.stored(change, .failed("The disk is full."))
        guard case .wait(let until) = desk.next() else {
            Issue.record("not stored again")
            return
        }
        desk.time = until.inSeconds
        #expect(desk.next() == .store(change))
        desk.stored(change)
        #expect(sentWithinADay(&desk).isEmpty)
    }

    @Test func whatSurelyDidNotArriveIsHeldAgainAndLeavesByItself() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        _ = desk.steps()
        let change = try desk.answer(entry, nobodyThere)
        #expect(
            change
                == OutboxChange(key: entry.key, from: .sending, to: .held(until: date(0.5), because: "Nobody there.")))
        desk.stored(change)
        #expect(desk.steps() == [.held(until: date(0.5), because: "Nobody there.")])
        #expect(desk.next() == .wait(until: .milliseconds(500)))
        desk.time = 0.5
        let again = OutboxChange(key: entry.key, from: .held(until: date(0.5), because: "Nobody there."), to: .sending)
        #expect(desk.next() == .store(again))
        desk.stored(again)
        guard case .send(let sent) = desk.next() else {
            Issue.record("not sent")
            return
        }
        #expect(try desk.answer(sent, silence).to.phase == .uncertain)
    }

    @Test func whatIsHeldAgainCanBeTakenBack() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(try desk.answer(entry, nobodyThere))
        let change = desk.rules.withdraw(entry.key)
        #expect(
            change
                == OutboxChange(key: entry.key, from: .held(until: date(0.5), because: "Nobody there."), to: .canceled))
    }

    @Test func aPauseOfTheServerHoldsIt() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(
            try desk.answer(entry, .unanswered("Too many.", mayHaveArrived: false, retryAfter: .seconds(60))))
        #expect(desk.next() == .wait(until: .seconds(60)))
        desk.rules.sendNow([entry.key], at: desk.moment)
        #expect(desk.next() == .wait(until: .seconds(60)))
        #expect(desk.rules.nextStart(at: desk.moment) == date(60))
    }

    @Test(arguments: [
        (OutboxAnswer.refused("No."), OutboxState.refused("No.")), (.turnedAway("Wrong key."), .refused("Wrong key.")),
        (.conflict("Conflict."), .refused("Conflict.")),
    ])
    func aRefusalIsOne(_ answer: OutboxAnswer, _ end: OutboxState) throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        #expect(try desk.answer(entry, answer).to == end)
    }

    @Test(arguments: [OutboxState.sending, .waiting("?")])
    func whatARunLeftOnItsWayIsUncertainAfterARestart(_ state: OutboxState) throws {
        var desk = Desk(time: 30 * 3600)
        let entry = try job("a", state: state)
        #expect(desk.rules.restored([entry], at: desk.moment).isEmpty)
        guard case .store(let change) = desk.next() else {
            Issue.record("nothing to store")
            return
        }
        #expect(change.from == state)
        #expect(change.to.phase == .uncertain)
        desk.stored(change)
        #expect(desk.steps().map(\.isUncertain) == [true])
        #expect(sentWithinADay(&desk).isEmpty)
    }

    @Test(arguments: [
        OutboxState.refused("No."), .canceled, .uncertain("Lost."),
    ])
    func whatIsSettledStaysSoAfterARestart(_ state: OutboxState) throws {
        var desk = Desk()
        #expect(try desk.rules.restored([job("a", state: state)], at: desk.moment).isEmpty)
        #expect(desk.next() == .idle)
    }

    @Test func aHeldOneIsOfferedAfterARestartAndLeavesWhenAPersonSaysSo() throws {
        var desk = Desk(time: 48 * 3600)
        let entry = try job("a", state: .held(until: date(5)))
        #expect(desk.rules.restored([entry], at: desk.moment) == [entry])
        #expect(desk.next() == .idle)
        desk.rules.sendNow([entry.key], at: desk.moment)
        #expect(try desk.sendNext().key == entry.key)
    }

    @Test(arguments: [OutboxState.sending, .waiting("?"), .uncertain("Lost.")])
    func anOrderToSendItAgainOnlySaysThatItIsUncertain(_ state: OutboxState) throws {
        var desk = Desk()
        let entry = try job("a", state: state)
        desk.rules.adopted(entry, at: desk.moment)
        desk.rules.sendNow([entry.key], at: desk.moment)
        guard case .store(let change) = desk.next() else {
            Issue.record("nothing to store")
            return
        }
        #expect(change.to.phase == .uncertain)
        desk.stored(change)
        #expect(sentWithinADay(&desk).isEmpty)
    }

    @Test(arguments: [OutboxState.refused("No."), .canceled, .held(until: date(5))])
    func whatSurelyNeverArrivedMayBeOrderedAgain(_ state: OutboxState) throws {
        var desk = Desk()
        let entry = try job("a", state: state)
        desk.rules.adopted(entry, at: desk.moment)
        #expect(try desk.sendNext().key == entry.key)
    }

    @Test func givingUpClosesWhatSurelyNeverArrived() throws {
        var desk = Desk()
        let entry = try job("a")
        desk.submit(entry)
        _ = desk.next()
        desk.stored(try desk.answer(entry, nobodyThere))
        #expect(
            desk.rules.giveUp(entry.key)?.to == .refused("Not done, and not tried again: Nobody there."))
    }

    private func job(_ key: String, _ job: String? = nil, state: OutboxState = .sending) throws -> OutboxEntry {
        OutboxEntry(
            key: try #require(IdempotencyKey(key)),
            mutation: try job.map { .message(try operationID($0), text: "Go on") } ?? .createJob(prompt: "Write"),
            path: "/v2/agent/docs/job", body: "{}", state: state, createdAt: date(0))
    }
}

extension OutboxState {
    fileprivate var isUncertain: Bool {
        if case .uncertain = self { true } else { false }
    }
}
