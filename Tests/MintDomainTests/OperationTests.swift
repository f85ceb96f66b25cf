import Foundation
import MintDomain
import Testing

@Suite struct OperationTests {
    private func operation(_ status: OperationStatus, _ mode: GenerationMode? = nil) throws -> MintDomain.Operation {
        let id = try #require(OperationID("op_1"))
        var operation = MintDomain.Operation(id: id, kind: .modelGeneration, status: status)
        operation.mode = mode
        return operation
    }

    @Test(arguments: [
        ("queued", OperationStatus.queued, false), ("running", .running, false),
        ("preview_ready", .previewReady, false),
        ("billing_required", .billingRequired, false), ("succeeded", .succeeded, true),
        ("partially_succeeded", .partiallySucceeded, true), ("failed", .failed, true), ("canceled", .canceled, true),
        ("dreaming", .other("dreaming"), false), ("", .other(""), false), ("Queued", .other("Queued"), false),
    ])
    func statusWordsGoRound(word: String, status: OperationStatus, isFinal: Bool) {
        #expect(OperationStatus(wireName: word) == status)
        #expect(status.wireName == word)
        #expect(status.isFinal == isFinal)
    }

    @Test(arguments: [
        ("world_generation", OperationKind.worldGeneration), ("model_generation", .modelGeneration),
        ("model_optimization", .modelOptimization), ("model_conversion", .modelConversion),
        ("audio_generation", .other("audio_generation")),
    ])
    func kindWordsGoRound(word: String, kind: OperationKind) {
        #expect(OperationKind(wireName: word) == kind)
        #expect(kind.wireName == word)
    }

    @Test(arguments: [
        (OperationStatus.previewReady, GenerationMode?.some(.review), true), (.previewReady, .some(.auto), false),
        (.previewReady, nil, true), (.billingRequired, .some(.auto), true), (.billingRequired, .some(.review), true),
        (.running, .some(.review), false), (.queued, nil, false), (.succeeded, .some(.review), false),
        (.other("preview"), .some(.review), false),
    ])
    func onlyAPersonsTurnAwaitsAPerson(status: OperationStatus, mode: GenerationMode?, awaits: Bool) throws {
        #expect(try operation(status, mode).awaitsPerson == awaits)
    }

    @Test func endIsKnownOnlyOfAFinalStatus() throws {
        let (early, late) = (Date(timeIntervalSince1970: 1), Date(timeIntervalSince1970: 2))
        var running = try operation(.running)
        running.updatedAt = early
        #expect(running.endedAt == nil)
        var failed = try operation(.failed)
        failed.updatedAt = early
        #expect(failed.endedAt == early)
        failed.completedAt = late
        #expect(failed.endedAt == late)
        var canceled = try operation(.canceled)
        canceled.canceledAt = late
        canceled.updatedAt = early
        #expect(canceled.endedAt == late)
    }
}
