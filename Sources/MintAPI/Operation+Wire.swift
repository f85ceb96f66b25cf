import HTTPTransport
import MintDomain
import Wire

extension MintDomain.Operation {
    /// Reads any generation of the shape; nil where the id is not a possible one, which is all that must hold.
    init?(_ wire: OperationWire) {
        guard let id = OperationID(wire.id) else { return nil }
        let kind = OperationKind(wireName: wire.type ?? "unknown")
        self.init(id: id, kind: kind, status: OperationStatus(wireName: wire.status))
        mode = wire.generationMode.flatMap(GenerationMode.init)
        preset = wire.generationPreset
        prompt = wire.prompt
        generationModel = wire.generationModel
        optimizationLevel = wire.optimizationLevel
        resource = wire.resource.flatMap { resource in
            ResourceID(resource.id).map { ResourceReference(type: resource.type, id: $0) }
        }
        mintURL = wire.mintUrl
        assets = AssetReading.assets(wire.assets, conversion: wire.conversion)
        caption = wire.assets?["caption"]?.string
        failure = wire.error.map { OperationFailure(code: $0.code, message: $0.message) }
        billing = wire.billing.flatMap(BillingHold.init)
        credits = wire.credits.flatMap(OperationCredits.init)
        createdAt = Timestamp.parse(wire.createdAt)
        updatedAt = Timestamp.parse(wire.updatedAt)
        completedAt = Timestamp.parse(wire.completedAt)
        canceledAt = Timestamp.parse(wire.canceledAt)
    }
}

extension BillingHold {
    /// Nil where the value is no object.
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.init(
            reason: json["reason"]?.string, requiredCredits: json["requiredCredits"]?.double,
            availableCredits: json["availableCredits"]?.double, actionURL: json["actionUrl"]?.string)
    }
}

extension OperationCredits {
    /// Nil where the value is no object or holds none of the three amounts.
    init?(_ json: JSONValue) {
        let reserved = json["reserved"]?.double
        let finalized = json["finalized"]?.double
        let estimated = json["estimated"]?.double
        guard reserved != nil || finalized != nil || estimated != nil else { return nil }
        self.init(estimated: estimated, reserved: reserved ?? 0, finalized: finalized ?? 0)
    }
}
