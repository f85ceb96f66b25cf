import HTTPTransport
import MintDomain
import Wire

extension MintDomain.Operation {
    /// Nil only for an invalid id.
    init?(_ wire: OperationWire) {
        guard let id = OperationID(wire.id) else { return nil }
        let kind = OperationKind(wireName: AnswerReading.bounded(wire.type ?? "unknown"))
        self.init(id: id, kind: kind, status: OperationStatus(wireName: AnswerReading.bounded(wire.status)))
        mode = wire.generationMode.flatMap(GenerationMode.init)
        preset = wire.generationPreset.map(AnswerReading.bounded)
        prompt = wire.prompt.map(AnswerReading.bounded)
        generationModel = wire.generationModel.map(AnswerReading.bounded)
        optimizationLevel = wire.optimizationLevel.map(AnswerReading.bounded)
        resource = wire.resource.flatMap { resource in
            ResourceID(resource.id).map { ResourceReference(type: resource.type, id: $0) }
        }
        mintURL = wire.mintUrl
        assets = AssetReading.assets(wire.assets, conversion: wire.conversion)
        caption = (wire.assets?["caption"]?.string).map(AnswerReading.bounded)
        failure = wire.error.map {
            OperationFailure(code: AnswerReading.bounded($0.code), message: AnswerReading.bounded($0.message))
        }
        billing = wire.billing.flatMap(BillingHold.init)
        credits = wire.credits.flatMap(OperationCredits.init)
        createdAt = Timestamp.parse(wire.createdAt)
        updatedAt = Timestamp.parse(wire.updatedAt)
        completedAt = Timestamp.parse(wire.completedAt)
        canceledAt = Timestamp.parse(wire.canceledAt)
    }
}

extension BillingHold {
    /// Nil if the value is not an object.
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.init(
            reason: json["reason"]?.string, requiredCredits: json["requiredCredits"]?.double,
            availableCredits: json["availableCredits"]?.double, actionURL: json["actionUrl"]?.string)
    }
}

extension OperationCredits {
    /// Nil if the value is not an object or holds none of the three amounts.
    init?(_ json: JSONValue) {
        let reserved = json["reserved"]?.double
        let finalized = json["finalized"]?.double
        let estimated = json["estimated"]?.double
        guard reserved != nil || finalized != nil || estimated != nil else { return nil }
        self.init(estimated: estimated, reserved: reserved ?? 0, finalized: finalized ?? 0)
    }
}
