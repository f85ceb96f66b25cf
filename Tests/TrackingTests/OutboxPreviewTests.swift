import Foundation
import MintDomain
import TestClock
import Testing

@testable import Tracking

/// A decision reaches only the preview that it is about.
@Suite(.timeLimit(.minutes(1))) struct OutboxPreviewTests {
    private let second = PreviewStage(
        number: 2, changedAt: date(60), path: "https://cdn.example.test/preview-1.png")
    private let dropped = "Not approved: op_1 shows another preview now. Look at it and decide again."

    @Test func anApprovalIsDroppedWhenAnotherPreviewCameDuringItsHold() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk()
        desk.server.willRead(.read(showing(id, second)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .seconds(5))
            try await desk.clock.waitForSleepers()
            try await desk.pass(.seconds(5))
            _ = try await desk.first(events) { $0 == .refused(dropped) }
        }
        #expect(desk.server.sent.isEmpty)
        #expect(desk.disk.rows.map(\.state) == [.refused(dropped)])
    }

    @Test(arguments: [true, false])
    func anApprovalIsDroppedWhenAnotherPreviewCameBeforeARetry(_ mayHaveArrived: Bool) async throws {
        let id = try operationID("op_1")
        let lost = OutboxAnswer.unanswered("Lost.", mayHaveArrived: mayHaveArrived, retryAfter: nil)
        let desk = OutboxDesk(OutboxServer(lost))
        desk.server.willRead(.read(showing(id)), .read(showing(id, second)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            _ = try await desk.first(events, where: \.isRetry)
            try await desk.clock.waitForSleepers()
            desk.clock.advance(by: .milliseconds(500))
            _ = try await desk.first(events) { $0 == .refused(dropped) }
        }
        #expect(desk.server.sent.count == 1)
    }

    @Test(arguments: [OutboxState.sending, .waiting("?"), .held(until: date(-60))])
    func anApprovalOfAnEarlierRunIsDroppedWhenAnotherPreviewIsShown(_ state: OutboxState) async throws {
        let id = try operationID("op_1")
        let disk = OutboxDisk()
        disk.put(try entry("k", "op_1", state: state))
        let desk = OutboxDesk(disk: disk)
        desk.server.willRead(.read(showing(id, second)))
        try await desk.running {
            let events = await desk.outbox.events()
            await desk.outbox.sendNow(await desk.outbox.restore(disk.rows).map(\.key))
            _ = try await desk.first(events) { $0 == .refused(dropped) }
        }
        #expect(desk.server.sent.isEmpty)
    }

    @Test func eachAttemptReadsTheOperationFirst() async throws {
        let id = try operationID("op_1")
        let down = OutboxReading.failed(.unanswered("Down.", mayHaveArrived: false, retryAfter: nil))
        let desk = OutboxDesk(OutboxServer(taken(id)))
        desk.server.willRead(down, .read(showing(id)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            let event = try await desk.first(events, where: \.isRetry)
            #expect(event.entry.state == .held(until: date(0.5), because: "Down."))
            #expect(desk.server.sent.isEmpty)
            try await desk.clock.waitForSleepers()
            // It was certainly not sent: it can be undone, and a restart asks about it.
            #expect(desk.disk.rows.map(\.state) == [.held(until: date(0.5), because: "Down.")])
            desk.clock.advance(by: .milliseconds(500))
            _ = try await desk.first(events) { $0 == .accepted(id) }
        }
        #expect(desk.server.sent.count == 1)
    }

    @Test func anApprovalThatTookEffectUnheardIsSentAgainForItsAnswer() async throws {
        let id = try operationID("op_1")
        let desk = OutboxDesk(OutboxServer(silence, taken(id)))
        desk.server.willRead(.read(showing(id)), .read(showing(id, status: .running)))
        try await desk.running {
            let events = await desk.outbox.events()
            _ = await desk.outbox.submit(.approve(id, preview: shown), hold: .zero)
            _ = try await desk.first(events, where: \.isRetry)
            try await desk.clock.waitForSleepers()
            desk.clock.advance(by: .milliseconds(500))
            _ = try await desk.first(events) { $0 == .accepted(id) }
        }
        #expect(Set(desk.server.sent.map(\.key)).count == 1)
        #expect(desk.server.sent.count == 2)
    }
}
