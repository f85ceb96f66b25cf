import BoundedJSON
import HTTPTransport
import MintDomain
import Wire

extension MintDomain.Operation {
    /// Reads an operation of any generation of the API: only `id` and `status` are required. Nil for an invalid id.
    init?(_ json: JSONValue) throws(JSONFault) {
        let (name, status) = (try json.requiredText("id"), try json.requiredText("status"))
        guard let id = OperationID(name) else { return nil }
        let kind = OperationKind(wireName: json.shown("type") ?? "unknown")
        self.init(id: id, kind: kind, status: OperationStatus(wireName: AnswerReading.bounded(status)))
        mode = (json["generationMode"]?.string).flatMap(GenerationMode.init)
        preset = json.shown("generationPreset")
        prompt = json.shown("prompt")
        generationModel = json.shown("generationModel")
        optimizationLevel = json.shown("optimizationLevel")
        if let type = json["resource"]?["type"]?.string, let name = json["resource"]?["id"]?.string {
            resource = ResourceID(name).map { ResourceReference(type: type, id: $0) }
        }
        mintURL = json["mintUrl"]?.string
        assets = AssetReading.assets(json["assets"], conversion: json["conversion"])
        caption = json["assets"]?.shown("caption")
        failure = json["error"].map(OperationFailure.init)
        billing = json["billing"].flatMap(BillingHold.init)
        credits = json["credits"].flatMap(OperationCredits.init)
        createdAt = Timestamp.parse(json["createdAt"]?.string)
        updatedAt = Timestamp.parse(json["updatedAt"]?.string)
        completedAt = Timestamp.parse(json["completedAt"]?.string)
        canceledAt = Timestamp.parse(json["canceledAt"]?.string)
    }
}

extension JSONValue {
    /// The text of a member, cut for display; nil if absent or not a text.
    func shown(_ name: String) -> String? { (self[name]?.string).map(AnswerReading.bounded) }
}

extension OperationFailure {
    /// A bare string is the message, and either field may be missing, so that a failure is never lost.
    init(_ json: JSONValue) {
        self.init(
            code: json.shown("code") ?? "unknown",
            message: json.string.map(AnswerReading.bounded) ?? json.shown("message") ?? "")
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
