/// An `application/problem+json` error body.
package struct ProblemWire: Sendable, Hashable {
    /// A URI or its bare last segment: match on the last path segment only.
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

/// One invalid field of a request: `path` such as `/prompt` (a JSON pointer) or `limit`, a short `code`, and a
/// sentence.
package struct FieldErrorWire: Sendable, Hashable, Encodable {
    package var path: String
    package var code: String
    package var message: String

    package init(path: String, code: String, message: String) {
        self.path = path
        self.code = code
        self.message = message
    }

    /// Nil if one of the three is missing or not a string.
    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let code = json["code"]?.string, let message = json["message"]?.string
        else { return nil }
        self.init(path: path, code: code, message: message)
    }
}

extension ProblemWire {
    package init(_ json: JSONValue) {
        type = json["type"]?.string
        title = json["title"]?.string
        status = json["status"]?.integer.flatMap { Int(exactly: $0) }
        detail = json["detail"]?.string
        instance = json["instance"]?.string
        errors = json["errors"]?.array?.compactMap(FieldErrorWire.init) ?? []
    }
}

extension ProblemWire: Encodable {
    private enum Key: String, CodingKey {
        case type, title, status, detail, instance, errors
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
