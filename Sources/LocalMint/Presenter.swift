import Foundation
import Wire

/// Converts stored data to responses. Links carry the current origin of the server.
struct Presenter: Sendable {
    /// The default origin: `http://<host>:<port>`, without a trailing slash.
    let fixedOrigin: String
    /// `0x` and 40 hexadecimal digits.
    let owner: String
    let links: FileLinks

    /// The origin of the current request, if the server has more than one.
    @TaskLocal static var requestOrigin: String?

    var origin: String { Self.requestOrigin ?? fixedOrigin }

    /// Converts an operation; `stored` is its resource, with the sizes of the shown files.
    func operation(_ record: OperationRecord, _ stored: StoredResource?, at moment: Date) -> OperationWire {
        let state = OperationTimeline.state(of: record, at: moment)
        var wire = OperationWire(id: record.id, status: state.status.rawValue)
        wire.type = record.kind.wireType
        wire.generationMode = record.mode.rawValue
        wire.generationPreset = record.preset?.rawValue
        wire.generationModel = Self.generationModel(record)
        wire.prompt = record.prompt
        wire.optimizationLevel = record.optimizationLevel?.rawValue
        wire.resource = OperationResourceWire(type: record.kind.resourceType.rawValue, id: record.resourceID)
        wire.mintUrl = mintURL(record)
        if let stored { show(record, state, stored, in: &wire, at: moment) }
        wire.error = error(record, state)
        wire.billing = billing(record, state)
        wire.credits = credits(record, state)
        wire.createdAt = Self.text(record.createdAt)
        wire.updatedAt = Self.text(state.updatedAt)
        wire.completedAt = state.completedAt.map(Self.text)
        wire.canceledAt = state.canceledAt.map(Self.text)
        return wire
    }

    /// Adds the results of the operation so far.
    private func show(
        _ record: OperationRecord, _ state: OperationState, _ stored: StoredResource, in wire: inout OperationWire,
        at moment: Date
    ) {
        switch record.kind {
        case .world, .model:
            // An earlier attempt shows its own result, not that of a later one.
            let own = stored.record.id == record.id ? stored : stored.earlier(record)
            wire.assets = assets(own, at: moment)
        case .optimization: wire.assets = state.hasFinalFiles ? assets(stored, at: moment) : nil
        case .conversion: wire.conversion = conversion(record, state, stored, at: moment)
        case .animation, .pack, .audio: break
        }
    }

    func resource(_ stored: StoredResource, at moment: Date) -> ResourceWire {
        let record = stored.record
        let state = OperationTimeline.state(of: record, at: moment)
        var wire = ResourceWire(object: record.kind.resourceType.rawValue, id: record.resourceID)
        wire.name = record.name
        wire.prompt = record.prompt
        wire.status = state.status.rawValue
        wire.assetStage = state.hasFinalFiles ? "final" : state.preview == nil ? nil : "preview"
        wire.operation = ResourceOperationWire(
            workflowStage: state.status.isFinal ? "done" : state.status == .queued ? "queued" : state.stage.rawValue,
            lastError: error(record, state)?.message)
        wire.mintUrl = mintURL(record)
        wire.assets = assets(stored, at: moment)
        wire.createdAt = Self.text(record.createdAt)
        wire.updatedAt = Self.text(state.updatedAt)
        return wire
    }

    func mintURL(_ record: OperationRecord) -> String { "\(origin)/app/\(owner)/\(record.resourceID)" }

    private static func generationModel(_ record: OperationRecord) -> String? {
        guard let preset = record.preset else { return nil }
        let family =
            switch record.kind {
            case .world: "marble-0.1"
            case .audio: "local-foley"
            case .model, .optimization, .conversion, .animation, .pack: "local-sculptor"
            }
        return switch preset {
        case .fast: family + "-mini"
        case .standard: family
        case .production: family + "-plus"
        }
    }

    private func error(_ record: OperationRecord, _ state: OperationState) -> OperationErrorWire? {
        if let failure = state.failure { return OperationErrorWire(code: failure.code, message: failure.message) }
        guard state.status == .partiallySucceeded, let missing = record.plan.missingPart else { return nil }
        return OperationErrorWire(code: "transient_generation_failure", message: missing)
    }

    private func billing(_ record: OperationRecord, _ state: OperationState) -> JSONValue? {
        guard state.status == .billingRequired, let shortfall = record.plan.shortfall else { return nil }
        let committed = state.preview == nil ? 0 : record.previewPrice
        let stagePrice = state.stage == .preview ? record.previewPrice : record.price - record.previewPrice
        return .object([
            "reason": .string("insufficient_credits"),
            "resource": .string(record.kind.resourceType.rawValue),
            "stage": .string(state.stage.rawValue),
            "requiredCredits": .integer(Int64(shortfall.requiredCredits)),
            "availableCredits": .integer(Int64(shortfall.availableCredits)),
            "committedCredits": .integer(Int64(committed)),
            "stageCredits": .integer(Int64(stagePrice)),
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

extension StoredResource {
    /// The resource as an earlier operation left it.
    func earlier(_ record: OperationRecord) -> StoredResource {
        var copy = self
        (copy.record, copy.related, copy.facts) = (record, [], nil)
        return copy
    }
}
