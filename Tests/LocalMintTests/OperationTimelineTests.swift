import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct OperationTimelineTests {
    private static let start = Date(timeIntervalSince1970: 1_000_000)

    /// Queued 4 s, Preview 20 s, revision 10 s, final 50 s, passing Preview 3 s.
    private static func record(
        _ mode: GenerationMode = .review, failure: OperationPlan.Failure? = nil,
        shortfall: OperationPlan.Shortfall? = nil, missingPart: String? = nil,
        events: [(OperationEvent.Kind, Double)] = []
    ) -> OperationRecord {
        var plan = OperationPlan(
            operationID: "op_a", kind: .model, preset: .fast, prompt: "", price: 0, speed: 1, failures: .never)
        (plan.queued, plan.preview, plan.revision, plan.final, plan.previewPass) = (4, 20, 10, 50, 3)
        (plan.failure, plan.shortfall, plan.missingPart) = (failure, shortfall, missingPart)
        return OperationRecord(
            id: "op_a", kind: .model, mode: mode, preset: .fast, prompt: "A lamp", name: nil, input: .object([:]),
            resourceID: "model_a", assetSeed: 1, availableAfterReservation: 0, createdAt: start, plan: plan,
            events: events.map { OperationEvent(kind: $0, at: start + $1, feedback: $0 == .revise ? "x" : nil) })
    }

    private static func state(_ record: OperationRecord, _ seconds: Double) -> OperationState {
        OperationTimeline.state(of: record, at: start + seconds)
    }

    @Test(arguments: [
        (0, OperationStatus.queued), (3.999, .queued), (4, .running), (23.999, .running), (24, .previewReady),
        (86_400, .previewReady),
    ])
    func reviewModeStopsAtThePreview(seconds: Double, status: OperationStatus) {
        #expect(Self.state(Self.record(), seconds).status == status)
    }

    @Test(arguments: [
        (23.9, OperationStatus.running, 4.0), (24, .previewReady, 24), (26.9, .previewReady, 24), (27, .running, 27),
        (76.9, .running, 27), (77, .succeeded, 77), (1_000_000, .succeeded, 77),
    ])
    func autoModePassesThePreview(seconds: Double, status: OperationStatus, changedAt: Double) {
        let state = Self.state(Self.record(.auto), seconds)
        #expect(state.status == status)
        #expect(state.updatedAt == Self.start + changedAt)
    }

    @Test func approvalLeadsToTheFinalFiles() {
        let record = Self.record(events: [(.approve, 100)])
        #expect(Self.state(record, 149.9).status == .running)
        let done = Self.state(record, 150)
        #expect(done.status == .succeeded)
        #expect(done.completedAt == Self.start + 150)
        #expect(done.canceledAt == nil)
    }

    @Test func aRevisionMakesANewPreviewAndKeepsTheOldOneMeanwhile() {
        let record = Self.record(events: [(.revise, 30), (.revise, 60)])
        #expect(Self.state(Self.record(events: [(.revise, 30)]), 35).preview == 0)
        #expect(Self.state(record, 62).status == .running)
        #expect(Self.state(record, 62).preview == 1)
        #expect(Self.state(record, 70).status == .previewReady)
        #expect(Self.state(record, 70).preview == 2)
    }

    @Test(arguments: [2.0, 10, 24, 500])
    func cancelEndsWhatIsUnfinished(at seconds: Double) {
        let state = Self.state(Self.record(events: [(.cancel, seconds)]), 10_000)
        #expect(state.status == .canceled)
        #expect(state.canceledAt == Self.start + seconds)
        #expect(state.completedAt == nil)
    }

    @Test func anEventThatTheStatusDoesNotAllowChangesNothing() {
        #expect(Self.state(Self.record(.auto, events: [(.cancel, 80)]), 100).status == .succeeded)
        #expect(Self.state(Self.record(events: [(.approve, 10)]), 30).status == .previewReady)
        #expect(Self.state(Self.record(events: [(.resume, 30)]), 40).status == .previewReady)
    }

    @Test func aFailureStrikesInItsStage() {
        let early = OperationPlan.Failure(stage: .preview, share: 0.5, code: "generation_failed", message: "No.")
        #expect(Self.state(Self.record(failure: early), 13.9).status == .running)
        let failed = Self.state(Self.record(failure: early), 14)
        #expect(failed.status == .failed)
        #expect(failed.failure == early)
        #expect(failed.completedAt == Self.start + 14)
        #expect(failed.preview == nil)
        let late = OperationPlan.Failure(stage: .final, share: 0.5, code: "generation_failed", message: "No.")
        let record = Self.record(failure: late, events: [(.approve, 30)])
        #expect(Self.state(record, 54.9).status == .running)
        #expect(Self.state(record, 55).status == .failed)
        #expect(Self.state(record, 55).preview == 0)
    }

    @Test(arguments: [OperationStage.preview, .final])
    func missingCreditsStopTheStageUntilResumed(stage: OperationStage) {
        let shortfall = OperationPlan.Shortfall(stage: stage, requiredCredits: 9, availableCredits: 1)
        let stopped = stage == .preview ? 4.0 : 27
        let record = Self.record(.auto, shortfall: shortfall)
        #expect(Self.state(record, stopped + 5_000).status == .billingRequired)
        #expect(Self.state(record, stopped + 5_000).updatedAt == Self.start + stopped)
        var resumed = record
        resumed.events = [OperationEvent(kind: .resume, at: Self.start + 100, feedback: nil)]
        #expect(Self.state(resumed, 100).status == .running)
        #expect(Self.state(resumed, 100).isPaid)
        #expect(Self.state(resumed, 400).status == .succeeded)
    }

    @Test func aMissingPartMakesThePartialSuccess() {
        let state = Self.state(Self.record(.auto, missingPart: "No collider."), 77)
        #expect(state.status == .partiallySucceeded)
        #expect(state.hasFinalFiles)
    }

    @Test func aClockSetBackDoesNotUndoWhatWasDone() {
        #expect(Self.state(Self.record(events: [(.cancel, 30)]), -500).status == .canceled)
    }

    @Test(arguments: OperationStatus.allCases)
    func eachStatusAllowsWhatTheContractSays(status: OperationStatus) {
        let allowed = OperationEvent.Kind.allCases.filter { status.allows($0) }
        let expected: [OperationEvent.Kind] =
            switch status {
            case .queued, .running: [.cancel]
            case .previewReady: [.approve, .revise, .cancel]
            case .billingRequired: [.resume, .cancel]
            case .succeeded, .partiallySucceeded, .failed, .canceled: []
            }
        #expect(allowed == expected)
    }

    @Test func lookingMoreOftenChangesNothing() {
        let record = Self.record(.auto, events: [(.revise, 25)])
        for tenth in stride(from: 0, to: 1_200, by: 7) {
            let direct = Self.state(record, Double(tenth) / 10)
            #expect(direct.updatedAt <= max(Self.start + Double(tenth) / 10, Self.start + 25))
        }
        #expect(Self.state(record, 35).preview == 1)
    }

    @Test func withoutAPreviewTheFinalFilesComeAtOnce() {
        var record = Self.record(.auto)
        record.kind = .optimization
        #expect(Self.state(record, 4).stage == .final)
        let done = Self.state(record, 54)
        #expect(done.status == .succeeded && done.preview == nil)
        #expect(done.completedAt == Self.start + 54)
    }

    @Test func theBooksCloseAsLateAsThePlanSays() {
        var record = Self.record(.auto)
        record.agreedPrice = 100
        record.plan.settling = 10
        record.plan.finalPrice = 60
        for (seconds, charge) in [
            (77.0, OperationCharge(reserved: 100, finalized: 0)), (86.9, OperationCharge(reserved: 100, finalized: 0)),
            (87, OperationCharge(reserved: 0, finalized: 60)),
        ] {
            let state = Self.state(record, seconds)
            #expect(state.status == .succeeded)
            #expect(record.charge(in: state) == charge)
        }
    }

    @Test func whatFailedOrStoppedIsSettledAtOnce() {
        var record = Self.record(.auto, events: [(.cancel, 10)])
        record.plan.settling = 10
        #expect(Self.state(record, 10).isSettled)
    }
}
