import Foundation
import SampleAssets
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
    func operation(_ record: OperationRecord, _ stored: StoredResource?, at moment: Date) -> JSONValue {
        let state = OperationTimeline.state(of: record, at: moment)
        var members: [String: JSONValue] = [
            "object": .string("operation"), "id": .string(record.id), "status": .string(state.status.rawValue),
            "type": .string(record.kind.wireType), "generationMode": .string(record.mode.rawValue),
            "generationPreset": .orNull(record.preset?.rawValue),
            "generationModel": .orNull(Self.generationModel(record)), "prompt": .orNull(record.prompt),
            "optimizationLevel": .orNull(record.optimizationLevel?.rawValue),
            "resource": .object([
                "type": .string(record.kind.resourceType.rawValue), "id": .string(record.resourceID),
            ]),
            "mintUrl": .string(mintURL(record)), "assets": .null, "conversion": .null,
            "error": error(record, state).map(JSONValue.object) ?? .null, "credits": credits(record, state),
            "createdAt": .string(Self.text(record.createdAt)), "updatedAt": .string(Self.text(state.updatedAt)),
            "completedAt": .orNull(state.completedAt.map(Self.text)),
            "canceledAt": .orNull(state.canceledAt.map(Self.text)),
        ]
        members["billing"] = billing(record, state)
        if let stored { members.merge(results(record, state, stored, at: moment)) { $1 } }
        return .object(members)
    }

    /// The results of the operation so far.
    private func results(
        _ record: OperationRecord, _ state: OperationState, _ stored: StoredResource, at moment: Date
    ) -> [String: JSONValue] {
        switch record.kind {
        case .world, .model:
            // An earlier attempt shows its own result, not that of a later one.
            let own = stored.record.id == record.id ? stored : stored.earlier(record)
            return ["assets": assets(own, at: moment)]
        case .optimization: return state.hasFinalFiles ? ["assets": assets(stored, at: moment)] : [:]
        case .conversion: return ["conversion": conversion(record, state, stored, at: moment)]
        case .animation, .pack, .audio: return [:]
        }
    }

    func resource(_ stored: StoredResource, at moment: Date) -> JSONValue {
        let record = stored.record
        let state = OperationTimeline.state(of: record, at: moment)
        let stage = state.status.isFinal ? "done" : state.status == .queued ? "queued" : state.stage.rawValue
        return .object([
            "object": .string(record.kind.resourceType.rawValue), "id": .string(record.resourceID),
            "name": .orNull(record.name), "prompt": .orNull(record.prompt), "status": .string(state.status.rawValue),
            "assetStage": .orNull(state.hasFinalFiles ? "final" : state.preview == nil ? nil : "preview"),
            "operation": .object([
                "workflowStage": .string(stage), "lastError": error(record, state)?["message"] ?? .null,
            ]),
            "mintUrl": .string(mintURL(record)), "assets": assets(stored, at: moment),
            "createdAt": .string(Self.text(record.createdAt)), "updatedAt": .string(Self.text(state.updatedAt)),
        ])
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

    private func error(_ record: OperationRecord, _ state: OperationState) -> [String: JSONValue]? {
        if let failure = state.failure {
            return ["code": .string(failure.code), "message": .string(failure.message)]
        }
        guard state.status == .partiallySucceeded, let missing = record.plan.missingPart else { return nil }
        return ["code": .string("transient_generation_failure"), "message": .string(missing)]
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
