import HTTPTypes

/// One operation of the API, as it is served and as `/openapi.json` describes it.
struct Endpoint: Sendable {
    enum Tag: String, Sendable, CaseIterable {
        case account = "Account"
        case generation = "Generation"
        case conversion = "Conversion"
        case assets = "Assets"
    }

    /// The name of a schema in `APISchemas`, and whether a request without a body is taken for `{}`.
    struct Body: Sendable {
        var schema: String
        var isRequired: Bool
    }

    enum IdempotencyKey: Sendable {
        case none
        case optional
        /// Unless the server is lenient.
        case required
    }

    var method: HTTPRequest.Method
    /// With parameters in braces, as the router and OpenAPI both spell them.
    var path: String
    var id: String
    var tag: Tag
    var summary: String
    var needsAPIKey = true
    var isList = false
    var body: Body?
    var idempotencyKey = IdempotencyKey.none
    /// Status code and schema of the answers that are no refusal.
    var answers: [(status: Int, schema: String)]
    /// Status codes of refusals besides those that every request can meet.
    var refusals: [Int] = []

    /// The names between braces.
    var pathParameters: [String] {
        path.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
    }
}

extension Endpoint {
    /// Reads something.
    static func get(
        _ path: String, _ id: String, _ tag: Tag, _ summary: String, gives schema: String, refusals: [Int] = [404]
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, id: id, tag: tag, summary: summary, answers: [(200, schema)], refusals: refusals)
    }

    /// Starts or changes an operation.
    static func change(
        _ path: String, _ id: String, _ summary: String, tag: Tag = .generation, takes schema: String,
        bodyRequired: Bool = true
    ) -> Endpoint {
        let named = path.contains("{") ? [404] : []
        return Endpoint(
            method: .post, path: path, id: id, tag: tag, summary: summary,
            body: Body(schema: schema, isRequired: bodyRequired), idempotencyKey: .required,
            answers: [(202, "Operation")], refusals: named + [402, 409])
    }
}
