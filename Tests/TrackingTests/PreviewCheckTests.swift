import Foundation
import MintDomain
import Testing

@testable import Tracking

struct PreviewCheckTests {
    private let second = PreviewStage(
        number: 2, changedAt: date(60), path: "https://cdn.example.test/preview-1.png")

    private func end(
        _ mutation: Mutation, mayHaveArrived: Bool = false, _ row: TrackedOperation
    ) -> OutboxAnswer? {
        PreviewCheck.end(of: mutation, mayHaveArrived: mayHaveArrived, row: row, name: "\"Lamp\"")
    }

    /// The sentence of a refusal; nil for any other end.
    private func refusal(
        _ mutation: Mutation, mayHaveArrived: Bool = false, _ row: TrackedOperation
    ) -> String? {
        guard case .refused(let sentence)? = end(mutation, mayHaveArrived: mayHaveArrived, row) else { return nil }
        return sentence
    }

    @Test func sendsWhileThePreviewAwaitsReview() throws {
        let id = try operationID("op_1")
        for mayHaveArrived in [false, true] {
            for mutation in [
                Mutation.approve(id, preview: shown), .revise(id, feedback: "Bluer", preview: shown),
                .cancel(id, preview: shown),
            ] {
                #expect(end(mutation, mayHaveArrived: mayHaveArrived, showing(id)) == nil)
            }
        }
    }

    @Test(arguments: [false, true]) func dropsAnApprovalOfAPreviewThatWasReplaced(_ mayHaveArrived: Bool) throws {
        let id = try operationID("op_1")
        let sentence = refusal(.approve(id, preview: shown), mayHaveArrived: mayHaveArrived, showing(id, second))
        #expect(sentence == "Not approved: \"Lamp\" shows another preview now. Look at it and decide again.")
    }

    @Test func dropsARevisionThatMayHaveLedToTheOtherPreview() throws {
        let id = try operationID("op_1")
        let revision = Mutation.revise(id, feedback: "Bluer", preview: shown)
        #expect(
            end(revision, mayHaveArrived: true, showing(id, second))
                == .uncertain(
                    "\"Lamp\" shows another preview now; whether your revision led to it is not known. Look at it first."
                ))
        #expect(
            refusal(revision, showing(id, second))
                == "Not revised: \"Lamp\" shows another preview now. Look at it and decide again.")
    }

    @Test func dropsAnUnsentDecisionWhereNoPreviewAwaitsReview() throws {
        let id = try operationID("op_1")
        for status in [OperationStatus.running, .succeeded, .canceled, .billingRequired] {
            let word = status.wireName.replacing("_", with: " ")
            #expect(
                refusal(.approve(id, preview: shown), showing(id, status: status))
                    == "Not approved: \"Lamp\" is \(word) now, decided elsewhere meanwhile. Nothing was sent.")
        }
    }

    @Test func sendsAgainWhatMayHaveArrivedAndMayHaveTakenEffect() throws {
        let id = try operationID("op_1")
        for status in [OperationStatus.running, .succeeded, .canceled] {
            let row = showing(id, status: status)
            #expect(end(.approve(id, preview: shown), mayHaveArrived: true, row) == nil)
        }
    }

    @Test func dropsADecisionWithoutARecordedPreview() throws {
        let id = try operationID("op_1")
        #expect(refusal(.approve(id), showing(id))?.contains("not recorded which preview") == true)
        #expect(refusal(.revise(id, feedback: "Bluer"), showing(id))?.contains("not recorded") == true)
    }

    @Test func leavesDecisionsAloneThatAreAboutNoPreview() throws {
        let id = try operationID("op_1")
        for status in [OperationStatus.previewReady, .running, .billingRequired] {
            #expect(end(.cancel(id), showing(id, status: status)) == nil)
            #expect(end(.resume(id), showing(id, status: status)) == nil)
        }
    }

    @Test func aCancelOfAPreviewIsDroppedOnceItWasApprovedElsewhere() throws {
        let id = try operationID("op_1")
        #expect(
            refusal(.cancel(id, preview: shown), showing(id, status: .running))?.hasPrefix("Not canceled: \"Lamp\" is")
                == true)
    }

    @Test func previewsAreToldApartByNumberTimeAndPicture() {
        func stage(_ number: Int = 1, _ time: Date? = date(0), _ path: String? = "a") -> PreviewStage {
            PreviewStage(number: number, changedAt: time, path: path)
        }
        #expect(!stage().isReplaced(by: stage()))
        #expect(!stage().isReplaced(by: stage(1, date(0.0004))))
        #expect(stage().isReplaced(by: stage(2)))
        #expect(stage().isReplaced(by: stage(1, date(1))))
        #expect(stage().isReplaced(by: stage(1, date(0), "b")))
        // Missing members are not compared, and a row that was not read whole counts fewer previews.
        #expect(!stage().isReplaced(by: stage(1, nil, nil)))
        #expect(!stage(1, nil, nil).isReplaced(by: stage()))
        #expect(!stage(2).isReplaced(by: stage(1)))
    }

    @Test func aDecisionComesBackFromItsJSON() throws {
        let (id, model) = (try operationID("op_1"), try #require(ResourceID("model_1")))
        let request = GenerationRequest(
            kind: .world, prompt: "A bay \"at\" dusk", mode: .review, preset: .production, name: "Bay",
            imageURLs: ["https://a.test/1.png", "https://a.test/2.png"])
        for mutation in [
            Mutation.generate(request), .approve(id, preview: shown), .approve(id),
            .revise(id, feedback: "Bluer\nplease", preview: second), .resume(id), .cancel(id),
            .cancel(id, preview: shown),
            .optimize(model, level: .aggressive), .convert(model, formats: [.obj, .usdz]), .retry(.world, model),
            .createJob(prompt: "Write"), .message(id, text: "Go on"),
        ] {
            let json = try JSONEncoder().encode(mutation)
            #expect(try JSONDecoder().decode(Mutation.self, from: json) == mutation)
        }
    }
}
