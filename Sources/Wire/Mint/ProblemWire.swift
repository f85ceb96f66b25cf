/// An `application/problem+json` error body (contract/README.md A8).
package struct ProblemWire: Sendable, Hashable {
    /// A URI or its bare last word: match on the last path segment only.
    package var type: String?
    package var title: String?
    package var status: Int?
    package var detail: String?
    package var instance: String?
    package var errors: [FieldErrorWire]

    package init(
        type: String, title: String, status: Int, detail: String? = nil, instance: String? = nil,
        errors: [FieldErrorWire] = []
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.instance = instance
        self.errors = errors
    }
}

/// One offending field of a request: `path` such as `/prompt` (a JSON pointer) or `limit`, a short `code`, and a sentence.
package struct FieldErrorWire: Sendable, Hashable, Codable {
    package var path: String
    package var code: String
    package var message: String

    package init(path: String, code: String, message: String) {
        self.path = path
        self.code = code
        self.message = message
    }
}

extension ProblemWire: Codable {
    private enum Key: String, CodingKey {
        case type, title, status, detail, instance, errors
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        type = fields.tolerant(.type)
        title = fields.tolerant(.title)
        status = fields.tolerant(.status)
        detail = fields.tolerant(.detail)
        instance = fields.tolerant(.instance)
        errors = fields.tolerant(.errors) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(type ?? "about:blank", forKey: .type)
        try fields.encode(title, forKey: .title)
        try fields.encode(status, forKey: .status)
        try fields.encodeIfPresent(detail, forKey: .detail)
        try fields.encodeIfPresent(instance, forKey: .instance)
        if !errors.isEmpty { try fields.encode(errors, forKey: .errors) }
    }
}
