import Foundation
import MintDomain
import Notifications
import TerminalCore
import TerminalServices
import Testing
import UserConfiguration

@testable import mintop

struct NoticeEventTests {
    private static let moment = Date(timeIntervalSince1970: 1_795_262_400)

    private func event(
        _ to: OperationStatus, from: OperationStatus? = .running, mode: GenerationMode? = .review
    ) -> NotifyEvent? {
        NotifyEvent(Transition(from: from, to: to, at: Self.moment), mode: mode)
    }

    @Test func eachEndAndEachWaitIsAnEvent() {
        #expect(event(.previewReady) == .previewReady)
        #expect(event(.previewReady, mode: nil) == .previewReady)
        #expect(event(.billingRequired) == .billingRequired)
        #expect(event(.failed) == .failed)
        #expect(event(.succeeded) == .done)
        #expect(event(.partiallySucceeded) == .done)
        #expect(event(.canceled) == .canceled)
    }

    @Test func whatPassesByAndAFirstSightAreNone() {
        #expect(event(.previewReady, mode: .auto) == nil)
        for status in [OperationStatus.queued, .running, .other("glazing")] { #expect(event(status) == nil) }
        #expect(event(.failed, from: nil) == nil)
    }

    @Test func aNoticeCarriesTheFactsCleaned() throws {
        let id = try #require(OperationID("op_1"))
        var row = TrackedOperation(id: id, trackedAt: Self.moment)
        row.operation = MintDomain.Operation(id: id, kind: .modelGeneration, status: .failed)
        row.operation?.prompt = "A key\u{1B}]0;x\u{7}\n; rm"
        let transition = Transition(from: .running, to: .failed, at: Self.moment)
        let notice = TerminalServices.Notice(.failed, transition, of: id, row, profile: "LIVE studio")
        #expect(notice.title == "Failed")
        #expect(notice.body.string == "A key]0;x ; rm (op_1, LIVE studio)")
        #expect(
            notice.facts.mapValues(\.string) == [
                "EVENT": "failed", "ID": "op_1", "STATUS": "failed", "FROM": "running", "KIND": "model_generation",
                "PROFILE": "LIVE studio", "PROMPT": "A key]0;x ; rm",
            ])
        let unknown = TerminalServices.Notice(.failed, transition, of: id, nil, profile: "LOCAL")
        #expect(unknown.body.string == "op_1 (LOCAL)")
    }
}
