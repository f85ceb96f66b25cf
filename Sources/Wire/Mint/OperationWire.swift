package import BoundedJSON

/// One operation, as `GET /v1/operations/{id}` returns it.
///
/// Reading is tolerant: only `id` and `status` are required, in any of the three generations of the shape. Writing is
/// strict: every field of the second generation is written, null if empty.
package struct OperationWire: Sendable, Hashable {
    package var id: String
    package var type: String?
    package var generationMode: String?
    package var status: String
    package var prompt: String?
    package var generationPreset: String?
    package var generationModel: String?
    package var optimizationLevel: String?
    package var resource: OperationResourceWire?
    package var mintUrl: String?
    package var assets: JSONValue?
    package var conversion: JSONValue?
    package var error: OperationErrorWire?
    package var billing: JSONValue?
    package var credits: JSONValue?
    /// RFC 3339 date-time, like the three below.
    package var createdAt: String?
    package var updatedAt: String?
    package var completedAt: String?
    package var canceledAt: String?

    package init(id: String, status: String) {
        self.id = id
        self.status = status
    }
}

/// The `resource` that an operation makes. Both fields may hold unknown words.
package struct OperationResourceWire: Sendable, Hashable, Encodable {
    package var type: String
    package var id: String

    package init(type: String, id: String) {
        self.type = type
        self.id = id
    }

    /// Nil if one of the two is missing or not a string.
    init?(_ json: JSONValue) {
        guard let type = json["type"]?.string, let id = json["id"]?.string else { return nil }
        self.init(type: type, id: id)
    }
}

/// The `error` of an operation; `code` is an open set of lower-case words.
package struct OperationErrorWire: Sendable, Hashable, Encodable {
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

extension OperationErrorWire {
    /// A bare string is the message, and either field may be missing, so that a failure is never lost.
    init(_ json: JSONValue) {
        code = json["code"]?.string ?? "unknown"
        message = json.string ?? json["message"]?.string ?? ""
    }
}

extension OperationWire {
    package init(_ json: JSONValue) throws(JSONFault) {
        id = try json.requiredText("id")
        status = try json.requiredText("status")
        type = json["type"]?.string
        generationMode = json["generationMode"]?.string
        prompt = json["prompt"]?.string
        generationPreset = json["generationPreset"]?.string
        generationModel = json["generationModel"]?.string
        optimizationLevel = json["optimizationLevel"]?.string
        resource = json["resource"].flatMap(OperationResourceWire.init)
        mintUrl = json["mintUrl"]?.string
        assets = json["assets"]
        conversion = json["conversion"]
        error = json["error"].map(OperationErrorWire.init)
        billing = json["billing"]
        credits = json["credits"]
        createdAt = json["createdAt"]?.string
        updatedAt = json["updatedAt"]?.string
        completedAt = json["completedAt"]?.string
        canceledAt = json["canceledAt"]?.string
    }
}

extension OperationWire: Encodable {
    private enum Key: String, CodingKey {
        case object, id, type, generationMode, status, prompt, generationPreset, generationModel, optimizationLevel
        case resource, mintUrl, assets, conversion, error, billing, credits, createdAt, updatedAt, completedAt
        case canceledAt
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode("operation", forKey: .object)
        try fields.encode(id, forKey: .id)
        try fields.encode(type, forKey: .type)
        try fields.encode(generationMode, forKey: .generationMode)
        try fields.encode(status, forKey: .status)
        try fields.encode(prompt, forKey: .prompt)
        try fields.encode(generationPreset, forKey: .generationPreset)
        try fields.encode(generationModel, forKey: .generationModel)
        try fields.encode(optimizationLevel, forKey: .optimizationLevel)
        try fields.encode(resource, forKey: .resource)
        try fields.encode(mintUrl, forKey: .mintUrl)
        try fields.encode(assets, forKey: .assets)
        try fields.encode(conversion, forKey: .conversion)
        try fields.encode(error, forKey: .error)
        try fields.encodeIfPresent(billing, forKey: .billing)
        try fields.encodeIfPresent(credits, forKey: .credits)
        try fields.encode(createdAt, forKey: .createdAt)
        try fields.encode(updatedAt, forKey: .updatedAt)
        try fields.encode(completedAt, forKey: .completedAt)
        try fields.encode(canceledAt, forKey: .canceledAt)
    }
}
