import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import Testing

/// The progress of an operation follows from seen statuses, and is omitted if it would be an estimate.
struct StageProgressTests {
    @Test(arguments: [
        ([OperationStatus.queued], OperationStatus.queued, 0), ([.queued, .running], .running, 1),
        ([.queued, .running, .previewReady], .previewReady, 1), ([.queued, .running, .canceled], .canceled, 1),
        ([.queued, .running, .failed], .failed, 1), ([.succeeded], .succeeded, 3),
    ])
    func whatWasSeenFromTheBeginIsShown(_ seen: [OperationStatus], _ status: OperationStatus, _ reached: Int) {
        #expect(progress(seen, status)?.reached == reached)
    }

    @Test(arguments: [
        ([OperationStatus.failed], OperationStatus.failed), ([.canceled], .canceled),
        ([.billingRequired], .billingRequired),
        ([.queued, .running, .previewReady, .running], .running), ([.other("thawing")], .other("thawing")),
    ])
    func whatWasNotSeenIsNotShown(_ seen: [OperationStatus], _ status: OperationStatus) {
        #expect(progress(seen, status) == nil)
    }

    @Test func aDecisionTellsWhatAReviewGoesOnWith() {
        let seen: [OperationStatus] = [.queued, .running, .previewReady, .running]
        let id = Sample.operationID("op_1")
        #expect(progress(seen, .running, decision: .approve(id))?.reached == 2)
        #expect(progress(seen, .running, decision: .revise(id, feedback: "x"))?.reached == 1)
        #expect(progress(seen, .running, mode: .auto)?.reached == 2)
    }

    @Test func aConversionHasNoPreview() {
        #expect(progress([.running], .running, kind: .modelConversion)?.names == ["queued", "running", "done"])
        #expect(progress([.failed], .failed, kind: .modelConversion) == nil)
    }

    private func progress(
        _ seen: [OperationStatus], _ status: OperationStatus, kind: OperationKind = .modelGeneration,
        mode: GenerationMode = .review, decision: Mutation? = nil
    ) -> StageProgress? {
        var row = Sample.operation("op_1", status, "p", kind: kind, mode: mode)
        row.transitions = []
        for status in seen {
            row.transitions.append(Transition(from: row.transitions.last?.to, to: status, at: Sample.now))
        }
        guard let operation = row.operation else { return nil }
        return StageProgress(row, operation, decision: decision)
    }
}
