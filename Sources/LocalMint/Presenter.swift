import Foundation
import Wire

/// Turns stored things into what goes over the wire. Links carry the origin the server listens on now.
struct Presenter: Sendable {
    /// `http://127.0.0.1:<port>`, without a slash at the end.
    let origin: String
    /// `0x` and 40 hexadecimal digits.
    let owner: String

    /// `facts` are needed where a Model has its final files, else nil.
    func operation(_ record: OperationRecord, _ state: OperationState, facts: AssetFacts?) -> OperationWire {
        var wire = OperationWire(id: record.id, status: state.status.rawValue)
        wire.type = "\(record.kind.rawValue)_generation"
        wire.generationMode = record.mode.rawValue
        wire.generationPreset = record.preset.rawValue
        wire.generationModel = Self.generationModel(record.kind, record.preset)
        wire.prompt = record.prompt
        wire.resource = OperationResourceWire(type: record.kind.rawValue, id: record.resourceID)
        wire.mintUrl = mintURL(record)
        wire.assets = assets(record, state, facts: facts)
        wire.error = error(record, state)
        wire.billing = billing(record, state)
        wire.credits = credits(record, state)
        wire.createdAt = Self.text(record.createdAt)
        wire.updatedAt = Self.text(state.updatedAt)
        wire.completedAt = state.completedAt.map(Self.text)
        wire.canceledAt = state.canceledAt.map(Self.text)
        return wire
    }

    func resource(_ record: OperationRecord, _ state: OperationState, facts: AssetFacts?) -> ResourceWire {
        var wire = ResourceWire(object: record.kind.rawValue, id: record.resourceID)
        wire.name = record.name
        wire.prompt = record.prompt
        wire.status = state.status.rawValue
        wire.assetStage = state.hasFinalFiles ? "final" : state.preview == nil ? nil : "preview"
        wire.operation = ResourceOperationWire(
            workflowStage: state.status.isFinal ? "done" : state.status == .queued ? "queued" : state.stage.rawValue,
            lastError: error(record, state)?.message)
        wire.mintUrl = mintURL(record)
        wire.assets = assets(record, state, facts: facts)
        wire.createdAt = Self.text(record.createdAt)
        wire.updatedAt = Self.text(state.updatedAt)
        return wire
    }

    func mintURL(_ record: OperationRecord) -> String { "\(origin)/app/\(owner)/\(record.resourceID)" }

    private static func generationModel(_ kind: OperationRecord.Kind, _ preset: GenerationPreset) -> String {
        switch (kind, preset) {
        case (.world, .fast): "marble-0.1-mini"
        case (.world, .standard): "marble-0.1"
        case (.world, .production): "marble-0.1-plus"
        case (.model, .fast): "local-sculptor-mini"
        case (.model, .standard): "local-sculptor"
        case (.model, .production): "local-sculptor-plus"
        }
    }

    private func error(_ record: OperationRecord, _ state: OperationState) -> OperationErrorWire? {
        if let failure = state.failure { return OperationErrorWire(code: failure.code, message: failure.message) }
        guard state.status == .partiallySucceeded, let missing = record.plan.missingPart else { return nil }
        return OperationErrorWire(code: "transient_generation_failure", message: missing)
    }

    private func billing(_ record: OperationRecord, _ state: OperationState) -> JSONValue? {
        guard state.status == .billingRequired, let shortfall = record.plan.shortfall else { return nil }
        let preview = Pricing.previewCredits(record.kind, record.preset)
        let committed = state.preview == nil ? 0 : preview
        return .object([
            "reason": .string("insufficient_credits"),
            "resource": .string(record.kind.rawValue),
            "stage": .string(state.stage.rawValue),
            "requiredCredits": .integer(Int64(shortfall.requiredCredits)),
            "availableCredits": .integer(Int64(shortfall.availableCredits)),
            "committedCredits": .integer(Int64(committed)),
            "stageCredits": .integer(Int64(state.stage == .preview ? preview : record.price - preview)),
            "completionCredits": .integer(Int64(record.price - committed)),
            "ctaKind": .string("top_up"),
            "actionUrl": .string("\(origin)/app/billing"),
        ])
    }

    private func credits(_ record: OperationRecord, _ state: OperationState) -> JSONValue {
        let charge = record.charge(in: state)
        return .object([
            "estimated": .integer(Int64(record.price)),
            "reserved": .integer(Int64(charge.reserved)),
            "finalized": .integer(Int64(charge.finalized)),
            "availableAfterReservation": .orNull(record.availableAfterReservation),
        ])
    }

    /// RFC 3339 with milliseconds, in UTC.
    static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
