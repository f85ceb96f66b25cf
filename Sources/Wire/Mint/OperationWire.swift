/// One long-running operation as `GET /v1/operations/{id}` gives it (contract/README.md A4).
///
/// Reading is tolerant: only `id` and `status` must be there, in any of the three generations of the shape.
/// Writing is strict: every field of the second generation is emitted, null where it is empty.
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
    /// RFC 3339 date-time, as are the three below.
    package var createdAt: String?
    package var updatedAt: String?
    package var completedAt: String?
    package var canceledAt: String?

    package init(id: String, status: String) {
        self.id = id
        self.status = status
    }
}

/// The `resource` of an operation: what it makes. Both fields may be words this program does not know.
package struct OperationResourceWire: Sendable, Hashable, Codable {
    package var type: String
    package var id: String

    package init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}

/// The `error` of an operation; `code` is an open set of lower-case words.
package struct OperationErrorWire: Sendable, Hashable, Codable {
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

extension OperationErrorWire {
    /// A bare text counts as the message, and either field may be missing: the fact that it failed must not get lost.
    package init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        code = json["code"]?.string ?? "unknown"
        message = json.string ?? json["message"]?.string ?? ""
    }
}

extension OperationWire: Codable {
    private enum Key: String, CodingKey {
        case object, id, type, generationMode, status, prompt, generationPreset, generationModel, optimizationLevel
        case resource, mintUrl, assets, conversion, error, billing, credits, createdAt, updatedAt, completedAt
        case canceledAt
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        status = try fields.decode(String.self, forKey: .status)
        type = fields.tolerant(.type)
        generationMode = fields.tolerant(.generationMode)
        prompt = fields.tolerant(.prompt)
        generationPreset = fields.tolerant(.generationPreset)
        generationModel = fields.tolerant(.generationModel)
        optimizationLevel = fields.tolerant(.optimizationLevel)
        resource = fields.tolerant(.resource)
        mintUrl = fields.tolerant(.mintUrl)
        assets = fields.tolerant(.assets)
        conversion = fields.tolerant(.conversion)
        error = fields.tolerant(.error)
        billing = fields.tolerant(.billing)
        credits = fields.tolerant(.credits)
        createdAt = fields.tolerant(.createdAt)
        updatedAt = fields.tolerant(.updatedAt)
        completedAt = fields.tolerant(.completedAt)
        canceledAt = fields.tolerant(.canceledAt)
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
