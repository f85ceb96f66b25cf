import Wire

/// The subset of JSON Schema (2020-12) that the API description uses.
indirect enum APISchema: Sendable {
    case text(ClosedRange<Int>? = nil, format: String? = nil, pattern: String? = nil)
    case choice([String])
    case constant(JSONValue)
    case whole(ClosedRange<Int>? = nil)
    case number(ClosedRange<Double>? = nil)
    case truth
    case list(APISchema, count: ClosedRange<Int>? = nil, isSet: Bool = false)
    /// `isClosed`: no other members are allowed.
    case object(required: [String: APISchema] = [:], optional: [String: APISchema] = [:], isClosed: Bool = false)
    case map(APISchema)
    case nullable(APISchema)
    case oneOf([APISchema])
    /// The first schema without the second.
    case except(APISchema, APISchema)
    case named(String)
    case anything

    static let url = APISchema.text(format: "uri")
    static let time = APISchema.text(format: "date-time")
    /// A URL from outside, restricted to the forms that a request may hold.
    static let webURL = APISchema.text(Limits.url, pattern: RequestBody.webURLPattern)

    static func choice<Choice: CaseIterable & RawRepresentable>(of type: Choice.Type) -> APISchema
    where Choice.RawValue == String { .choice(type.allCases.map(\.rawValue)) }

    var json: JSONValue {
        switch self {
        case .text(let count, let format, let pattern):
            members([
                "type": .string("string"), "minLength": count.map { .integer(Int64($0.lowerBound)) },
                "maxLength": count.map { .integer(Int64($0.upperBound)) }, "format": format.map(JSONValue.string),
                "pattern": pattern.map(JSONValue.string),
            ])
        case .choice(let words): members(["enum": .array(words.map(JSONValue.string))])
        case .constant(let value): members(["const": value])
        case .whole(let range):
            members([
                "type": .string("integer"), "minimum": range.map { .integer(Int64($0.lowerBound)) },
                "maximum": range.map { .integer(Int64($0.upperBound)) },
            ])
        case .number(let range):
            members([
                "type": .string("number"), "minimum": range.map { .number($0.lowerBound) },
                "maximum": range.map { .number($0.upperBound) },
            ])
        case .truth: members(["type": .string("boolean")])
        case .list(let element, let count, let isSet):
            members([
                "type": .string("array"), "items": element.json,
                "minItems": count.map { .integer(Int64($0.lowerBound)) },
                "maxItems": count.map { .integer(Int64($0.upperBound)) }, "uniqueItems": isSet ? .bool(true) : nil,
            ])
        case .object(let required, let optional, let isClosed): object(required, optional, isClosed)
        case .map(let value): members(["type": .string("object"), "additionalProperties": value.json])
        case .nullable(let schema): members(["anyOf": .array([schema.json, members(["type": .string("null")])])])
        case .oneOf(let schemas): members(["oneOf": .array(schemas.map(\.json))])
        case .except(let schema, let other): members(["allOf": .array([schema.json]), "not": other.json])
        case .named(let name): members(["$ref": .string("#/components/schemas/\(name)")])
        case .anything: members([:])
        }
    }

    private func object(
        _ required: [String: APISchema], _ optional: [String: APISchema], _ isClosed: Bool
    ) -> JSONValue {
        let properties = required.merging(optional) { $1 }.mapValues(\.json)
        return members([
            "type": .string("object"), "properties": properties.isEmpty ? nil : .object(properties),
            "required": required.isEmpty ? nil : .array(required.keys.sorted().map(JSONValue.string)),
            "additionalProperties": isClosed ? .bool(false) : nil,
        ])
    }

    private func members(_ members: [String: JSONValue?]) -> JSONValue { .object(members.compactMapValues { $0 }) }
}
