import Foundation
import Wire

/// The example content of a new database, relative to the first start.
struct Seed: Sendable {
    /// Oldest first.
    let records: [OperationRecord]
    let showcase: Set<String>

    init(at moment: Date, speed: Double, ids: IDSource) {
        let shown = SeedScene.showcase.map { $0.record(at: moment, speed: speed, ids: ids) }
        let others = SeedScene.finished.map { $0.record(at: moment, speed: speed, ids: ids) }
        records = (shown + others).sorted { $0.createdAt < $1.createdAt }
        showcase = Set(shown.map(\.id))
    }
}

/// One example: its request, and its state at the first start.
struct SeedScene: Sendable {
    /// Ages and durations are seconds at the first start, independent of the speed; the remaining time depends on it.
    enum Standing: Sendable {
        case queued(for: Double)
        case makingPreview(for: Double)
        case revising(for: Double, String)
        case waitingForReview(for: Double)
        case passingPreview
        case makingFinal(for: Double)
        case waitingForPayment(for: Double)
        case succeeded(took: Double)
        case partiallySucceeded(took: Double)
        case failed(code: String, String)
        case canceled(after: Double)
    }

    var kind: OperationRecord.Kind
    var prompt: String
    var name: String?
    var mode = GenerationMode.auto
    var preset = GenerationPreset.standard
    /// The seconds since the start; for an unfinished operation, derived from its state.
    var age: Double
    var standing: Standing

    func record(at moment: Date, speed: Double, ids: IDSource) -> OperationRecord {
        let id = ids.make("op_")
        var dice = Dice(text: id)
        let input: JSONValue = .object([
            "prompt": .string(prompt), "generationMode": .string(mode.rawValue),
            "generationPreset": .string(preset.rawValue),
        ])
        var record = OperationRecord(
            id: id, kind: kind, mode: mode, preset: preset, prompt: prompt, name: name, input: input,
            resourceID: ids.make(kind == .world ? "world_" : "model_"), assetSeed: dice.next(),
            availableAfterReservation: Pricing.startingCredits, createdAt: moment.addingTimeInterval(-age),
            plan: OperationPlan(
                operationID: id, kind: kind, preset: preset, prompt: "", price: 0, speed: speed, failures: .never),
            events: [])
        settle(&record, at: moment)
        return record
    }

    /// Sets the plan and the events so that the operation has the intended state at the moment.
    private func settle(_ record: inout OperationRecord, at moment: Date) {
        let begun = record.plan.queued
        switch standing {
        case .queued(let elapsed):
            record.plan.queued += elapsed
            begin(&record, moment.addingTimeInterval(-elapsed))
        case .makingPreview(let elapsed):
            record.plan.queued = 3
            record.plan.preview += elapsed
            begin(&record, moment.addingTimeInterval(-elapsed - 3))
        case .waitingForReview(let waited):
            record.plan.preview = 27
            begin(&record, moment.addingTimeInterval(-waited - 27 - begun))
        case .revising(let elapsed, let feedback):
            record.plan.preview = 27
            record.plan.revision += elapsed
            let asked = moment.addingTimeInterval(-elapsed)
            begin(&record, asked.addingTimeInterval(-95 - 27 - begun))
            record.events = [OperationEvent(kind: .revise, at: asked, feedback: feedback)]
        case .passingPreview:
            record.plan.preview = 24
            record.plan.previewPass = max(record.plan.previewPass * 2, 1)
            begin(&record, moment.addingTimeInterval(-24 - begun - 0.2))
        case .makingFinal(let elapsed):
            record.plan.preview = 25
            record.plan.final += elapsed
            begin(&record, moment.addingTimeInterval(-elapsed - 25 - begun - record.plan.previewPass))
        case .waitingForPayment(let waited):
            record.plan.preview = 31
            record.plan.shortfall = .init(stage: .final, requiredCredits: record.price, availableCredits: 312)
            begin(&record, moment.addingTimeInterval(-waited - 31 - begun - record.plan.previewPass))
        case .succeeded(let took): finish(&record, took)
        case .partiallySucceeded(let took):
            record.plan.missingPart = OperationPlan.missingParts[kind]
            finish(&record, took)
        case .failed(let code, let message):
            record.plan.failure = .init(stage: .preview, share: 0.6, code: code, message: message)
        case .canceled(let elapsed):
            record.events = [OperationEvent(kind: .cancel, at: record.createdAt.addingTimeInterval(elapsed))]
        }
    }

    private func begin(_ record: inout OperationRecord, _ moment: Date) {
        record.createdAt = Date(timeIntervalSince1970: (moment.timeIntervalSince1970 * 1000).rounded() / 1000)
    }

    private func finish(_ record: inout OperationRecord, _ took: Double) {
        (record.plan.queued, record.plan.previewPass) = (4, 3)
        record.plan.preview = took * 0.3
        record.plan.final = took * 0.7
        guard mode == .review else { return }
        let approved = record.createdAt.addingTimeInterval(4 + took * 0.3 + 40)
        record.events = [OperationEvent(kind: .approve, at: approved, feedback: nil)]
    }
}
