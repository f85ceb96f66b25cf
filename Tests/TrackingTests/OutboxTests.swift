import Foundation
import MintDomain
import TestClock
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1))) struct OutboxTests {

    // MARK: Submitting and holding

    @Test func theRowIsOnDiskBeforeAnythingIsSentAndTheAnswerBeforeItIsSettled() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(taken(id)))
        #expect(await desk.outbox.perform(.approve(id, preview: shown), deadline: .seconds(60)) == .accepted(id))
        #expect(desk.journal.all == ["insert key-1", "send key-1", "absorb op_1", "sending > accepted"])
    }

    @Test func aHeldOneLeavesWhenItsHoldIsOverAndNotBefore() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(taken(id)))
        try await desk.running {
            let key = try desk.stored(await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5)))
            #expect(desk.disk.rows.map(\.state) == [.held(until: date(5))])
            let events = await desk.outbox.events()
            try await desk.clock.waitForSleepers()
            try await desk.pass(.milliseconds(4999))
            #expect(desk.server.sent.isEmpty)
            desk.clock.advance(by: .milliseconds(1))
            _ = try await desk.first(events) { $0 == .accepted(id) }
            #expect(desk.server.sent.map(\.key) == [key])
            let steps = ["held > sending", "send key-1", "absorb op_1", "sending > accepted"]
            #expect(Array(desk.journal.all.dropFirst()) == steps)
        }
    }

    @Test func withdrawnJustBeforeTheEndItNeverLeaves() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        try await desk.running {
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5))
            try await desk.clock.waitForSleepers()
            try await desk.pass(.milliseconds(4999))
            guard
                case .withdrawn(let entry) = await desk.outbox.withdraw(
                    try #require(await desk.outbox.newestHeld()).key)
            else {
                Issue.record("not withdrawn")
                return
            }
            #expect(entry.operationID == id)
            #expect(desk.disk.rows.map(\.state) == [.canceled])
            desk.clock.advance(by: .seconds(60))
            // Another one is sent after it would have been: no further request is possible.
            let other = try operationID("op_2")
            _ = await desk.outbox.submit(.approve(other, preview: shown), hold: .zero)
            await desk.server.waitForRequests(1)
            #expect(desk.server.sent.map(\.operationID) == [other])
        }
    }

    @Test func whatHasLeftOrIsUnknownCannotBeWithdrawn() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        #expect(await desk.outbox.newestHeld() == nil)
        try await desk.running {
            let key = try desk.stored(await desk.outbox.submit(.approve(id, preview: shown), hold: .zero))
            await desk.server.waitForRequests(1)
            guard case .refused = await desk.outbox.withdraw(key) else {
                Issue.record("withdrawn although it had left")
                return
            }
        }
    }

    @Test func whatCannotBeStoredIsNotSent() async throws {
        let desk = OutboxDesk()
        desk.disk.isFull = true
        let outcome = await desk.outbox.perform(.cancel(try operationID("op_1")), deadline: .seconds(60))
        #expect(outcome == .refused("Not sent, because it could not be stored first: The disk is full."))
        #expect(desk.server.sent.isEmpty)
        // The failed decision does not block the next one.
        desk.disk.isFull = false
        guard case .stored = await desk.outbox.submit(.cancel(try operationID("op_1")), hold: .seconds(5)) else {
            Issue.record("refused")
            return
        }
    }

    @Test func wrongInputIsNeitherStoredNorSent() async throws {
        let desk = OutboxDesk()
        let outcome = await desk.outbox.perform(
            .revise(try operationID("op_1"), feedback: ""), deadline: .seconds(60))
        guard case .refused(let sentence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(sentence.contains("empty"))
        #expect(desk.journal.all.isEmpty)
    }

    @Test func refusesASecondDecisionWithTheVerbAndTheAgeOfTheFirst() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(60))
        desk.clock.advance(by: .seconds(12))
        let second = await desk.outbox.submit(.revise(id, feedback: "Bluer", preview: shown), hold: .seconds(5))
        let sentence = """
            The approve of op_1, made 12 s ago, has no outcome yet: wait for it, or undo it while it is held.
            """
        #expect(second == .refused(sentence))
        #expect(desk.disk.rows.count == 1)
    }

    @Test func aCancelReplacesAHeldDecision() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(taken(id)))
        let events = await desk.outbox.events()
        _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5))
        #expect(await desk.outbox.perform(.cancel(id), deadline: .seconds(60)) == .accepted(id))
        #expect(desk.disk.rows.map(\.state) == [.canceled, .accepted(id)])
        #expect(desk.server.sent.map(\.verb.name) == ["cancel"])
        #expect(try await desk.first(events, departing: .replaced).entry.verb.name == "approve")
    }

    @Test func aCancelWaitsForTheOutcomeOfADecisionThatMayHaveBeenSent() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        try await desk.running {
            let approval = try desk.stored(await desk.outbox.submit(.approve(id, preview: shown), hold: .zero))
            await desk.server.waitForRequests(1)
            _ = try desk.stored(await desk.outbox.submit(.cancel(id), hold: .zero))
            #expect(desk.disk.rows.map(\.state.phase) == [.sending, .held])
            desk.server.answer(approval, taken(id))
            await desk.server.waitForRequests(2)
            #expect(desk.server.sent.map(\.verb.name) == ["approve", "cancel"])
        }
    }

    // MARK: Answers

    @Test func anUnansweredOneGoesOutAgainUntilThereIsAnAnswer() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(silence, silence, taken(id)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.revise(id, feedback: "Bluer", preview: shown), hold: .zero)
            for wait in [0.5, 1] {
                let event = try await desk.first(events, where: \.isRetry)
                let next = date(desk.clock.now.offset.inSeconds + wait)
                #expect(event.entry.state == .waiting("Silence.", nextTry: next))
                try await desk.clock.waitForSleepers()
                desk.clock.advance(by: .seconds(wait))
            }
            _ = try await desk.first(events) { $0 == .accepted(id) }
        }
        let sent = desk.server.sent
        #expect(sent.count == 3)
        #expect(Set(sent.map { [$0.key.rawValue, $0.path, $0.body] }).count == 1)
        #expect(desk.disk.rows.map(\.state) == [.accepted(id)])
    }

    @Test func aRetryAfterIsObeyedByEverything() async throws {
        let (id, other) = (try operationID("op_1"), try operationID("op_2"))
        let busy = OutboxAnswer.unanswered("Too many.", mayHaveArrived: false, retryAfter: .seconds(30))
        let desk = OutboxDesk(OutboxServer(busy, taken(id), taken(other)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            _ = try await desk.first(events, where: \.isRetry)
            _ = await desk.outbox.submit(.approve(other, preview: shown), hold: .zero)
            try await desk.clock.waitForSleepers()
            desk.clock.advance(by: .milliseconds(29_999))
            #expect(desk.server.sent.count == 1)
            desk.clock.advance(by: .milliseconds(1))
            await desk.server.waitForRequests(3)
        }
        #expect(desk.server.sent.map(\.operationID).first == id)
        #expect(Set(desk.server.sent.dropFirst().map(\.operationID)) == [id, other])
    }

    @Test func aConflictReadsTheOperationAgainBeforeItIsSettled() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(.conflict("Too late.")))
        #expect(
            await desk.outbox.perform(.approve(id, preview: shown), deadline: .seconds(60)) == .refused("Too late."))
        #expect(desk.journal.all == ["insert key-1", "send key-1", "reread op_1", "sending > refused"])
    }

    @Test func anAnswerIsNotLostBecauseItCannotBeStored() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        try await desk.running {
            let events = await desk.outbox.events()
            let key = try desk.stored(await desk.outbox.submit(.approve(id, preview: shown), hold: .zero))
            await desk.server.waitForRequests(1)
            desk.disk.isFull = true
            desk.server.answer(key, taken(id))
            _ = try await desk.first(events) { $0 == .accepted(id) }
            #expect(desk.disk.rows.map(\.state) == [.sending])
            desk.disk.isFull = false
            try await desk.clock.waitForSleepers()
            desk.clock.advance(by: .milliseconds(500))
            // It was reported already, so only the disk shows that it is stored now.
            while desk.disk.rows.map(\.state) != [.accepted(id)] { await Task.yield() }
        }
        #expect(desk.server.sent.count == 1)
    }

    @Test func nothingPendingNeedsNoTimer() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(taken(id)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            _ = try await desk.first(events) { $0 == .accepted(id) }
            #expect(desk.clock.sleeperCount == 0)
        }
        #expect(desk.clock.totalSleepCount == 0)
    }

    // MARK: Waiting for the answer

    @Test(arguments: [true, false])
    func atTheDeadlineOnlyWhatSurelyNeverArrivedIsClosed(_ mayHaveArrived: Bool) async throws {
        let id = try operationID("op_1")
        let answer = OutboxAnswer.unanswered("Hm.", mayHaveArrived: mayHaveArrived, retryAfter: .seconds(300))
        let desk = OutboxDesk(OutboxServer(answer))
        async let outcome = desk.outbox.perform(.approve(id, preview: shown), deadline: .seconds(60))
        // An approval that surely did not arrive is held again.
        let phase: OutboxPhase = mayHaveArrived ? .waiting : .held
        while desk.disk.rows.map(\.state.phase) != [phase] { await Task.yield() }
        // The deadline and the next attempt.
        try await desk.clock.waitForSleepers(2)
        desk.clock.advance(by: .seconds(60))
        let refusal = "Not done, and not tried again: Hm."
        #expect(await outcome == (mayHaveArrived ? .waiting("Hm.") : .refused(refusal)))
        #expect(desk.disk.rows.map(\.state) == [mayHaveArrived ? .waiting("Hm.") : .refused(refusal)])
    }

    @Test func aRequestOnTheWireAtTheDeadlineStaysUnknown() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        async let outcome = desk.outbox.perform(.approve(id, preview: shown), deadline: .seconds(60))
        await desk.server.waitForRequests(1)
        try await desk.clock.waitForSleepers()
        desk.clock.advance(by: .seconds(60))
        #expect(await outcome == .waiting("Canceled."))
        #expect(desk.disk.rows.map(\.state) == [.waiting("Canceled.")])
    }

    @Test(arguments: [OutboxState.sending, .waiting("?"), .refused("No Credits."), .canceled])
    func aKeyThatIsOnDiskGoesOutAgainAsItIs(_ state: OutboxState) async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(taken(id)))
        let old = try entry("mine", "op_1", state: state)
        desk.disk.put(old)
        let outcome = await desk.outbox.perform(.approve(id, preview: shown), key: old.key, deadline: .seconds(60))
        #expect(outcome == .accepted(id))
        #expect(desk.server.sent.map(\.key) == [old.key])
        #expect(desk.disk.rows.map(\.state) == [.accepted(id)])
    }

    @Test func aKeyTheServerHasTakenIsReadAgainAndNotSent() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        let old = try entry("mine", "op_1", state: .accepted(id))
        desk.disk.put(old)
        let outcome = await desk.outbox.perform(.approve(id, preview: shown), key: old.key, deadline: .seconds(60))
        #expect(outcome == .accepted(id))
        #expect(desk.server.sent.isEmpty)
        #expect(desk.journal.all.last == "reread op_1")
    }

    // MARK: Restarts, quitting, other processes

    @Test func afterARestartUnansweredOnesGoOutAndHeldOnesAreOffered() async throws {
        let disk = OutboxDisk()
        let states: [OutboxState] = [
            .sending, .waiting("?"), .held(until: date(-60)), .accepted(try operationID("op_4")), .canceled,
        ]
        for (number, state) in states.enumerated() {
            disk.put(try entry("k\(number)", "op_\(number + 1)", state: state))
        }
        let desk = OutboxDesk(disk: disk)
        try await desk.running {
            let offers = await desk.outbox.restore(disk.rows)
            #expect(offers.map(\.key.rawValue) == ["k2"])
            await desk.server.waitForRequests(2)
            #expect(Set(desk.server.sent.map(\.key.rawValue)) == ["k0", "k1"])
            #expect(await desk.outbox.pending().map(\.key.rawValue) == ["k0", "k1", "k2"])
            await desk.outbox.sendNow(offers.map(\.key))
            await desk.server.waitForRequests(3)
            #expect(desk.server.sent.last?.key.rawValue == "k2")
        }
    }

    @Test func ofTwoOutboxesOnOneDiskOneSends() async throws {
        let disk = OutboxDisk()
        let server = OutboxServer()
        disk.put(try entry("k", "op_1", state: .waiting("?")))
        let (first, second) = (OutboxDesk(server, disk: disk), OutboxDesk(server, disk: disk))
        try await first.running {
            _ = await first.outbox.restore(disk.rows)
            await server.waitForRequests(1)
            try await second.running {
                let events = await second.outbox.events()
                var stale = disk.rows
                stale[0].state = .waiting("?")
                _ = await second.outbox.restore(stale)
                _ = try await second.first(events, departing: .taken)
                #expect(await second.outbox.pending().isEmpty)
            }
        }
        #expect(server.sent.count == 1)
    }

    @Test func aWithdrawalLosesAgainstAProcessThatHasSentIt() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        let key = try desk.stored(await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5)))
        #expect(try desk.disk.compareAndSet(key, from: [.held], to: .sending) == .moved)
        guard case .refused(let sentence) = await desk.outbox.withdraw(key) else {
            Issue.record("withdrawn although another process sent it")
            return
        }
        #expect(sentence.contains("Another mintop"))
        #expect(desk.disk.rows.map(\.state) == [.sending])
    }

    @Test func quittingWithSendNowWaitsForTheAnswers() async throws {
        let (id, other) = (try operationID("op_1"), try operationID("op_2"))
        let desk = OutboxDesk(OutboxServer(taken(id), taken(other)))
        try await desk.running {
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5))
            _ = await desk.outbox.submit(.cancel(other), hold: .seconds(5))
            await desk.outbox.sendAllNow()
            #expect(await desk.outbox.finish(within: .seconds(15)).isEmpty)
        }
        #expect(desk.disk.rows.map(\.state.phase) == [.accepted, .accepted])
    }

    @Test func quittingWithDropTakesEverythingBack() async throws {
        let desk = OutboxDesk()
        for id in try operationIDs(3) { _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5)) }
        await desk.outbox.dropHeld()
        #expect(desk.disk.rows.map(\.state) == [.canceled, .canceled, .canceled])
        #expect(await desk.outbox.pending().isEmpty)
    }

    @Test func quittingWithKeepLeavesTheRowsHeldForTheNextStart() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        try await desk.running {
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5))
            await desk.outbox.keepHeld()
            desk.clock.advance(by: .seconds(60))
            #expect(await desk.outbox.finish(within: .seconds(15)).isEmpty)
        }
        #expect(desk.server.sent.isEmpty)
        #expect(desk.disk.rows.map(\.state) == [.held(until: date(5))])
        let next = OutboxDesk(disk: desk.disk)
        #expect(await next.outbox.restore(desk.disk.rows).map(\.operationID) == [id])
    }

    @Test func canceledInTheMiddleOfARequestTheRowIsTakenUpByTheNextRun() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        try await desk.running {
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            await desk.server.waitForRequests(1)
        }
        #expect(desk.disk.rows.map(\.state) == [.waiting("Canceled.")])
        let next = OutboxDesk(OutboxServer(taken(id)), disk: desk.disk)
        _ = await next.outbox.restore(desk.disk.rows)
        #expect(await next.outbox.outcomes(of: desk.disk.rows.map(\.key), deadline: .seconds(60)) == [.accepted(id)])
        #expect(next.server.sent.map(\.key) == desk.server.sent.map(\.key))
    }
}
