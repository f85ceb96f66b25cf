import HTTPTypes

/// An operation of the API, both served and described in `/openapi.json`.
struct Endpoint: Sendable {
    enum Tag: String, Sendable, CaseIterable {
        case account = "Account"
        case generation = "Generation"
        case conversion = "Conversion"
        case assets = "Assets"
    }

    /// The name of a schema in `APISchemas`, and whether a missing body counts as `{}`.
    struct Body: Sendable {
        var schema: String
        var isRequired: Bool
    }

    enum IdempotencyKey: Sendable {
        case none
        case optional
        /// Except on a lenient server.
        case required
    }

    var method: HTTPRequest.Method
    /// The path with parameters in braces, as in the router and in OpenAPI.
    var path: String
    var id: String
    var tag: Tag
    var summary: String
    var needsAPIKey = true
    var isList = false
    var body: Body?
    var idempotencyKey = IdempotencyKey.none
    /// The status codes and schemas of successful responses.
    var answers: [(status: Int, schema: String)]
    /// The status codes of errors besides those of every request.
    var refusals: [Int] = []

    var pathParameters: [String] {
        path.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
    }
}

extension Endpoint {
    static func get(
        _ path: String, _ id: String, _ tag: Tag, _ summary: String, gives schema: String, refusals: [Int] = [404]
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, id: id, tag: tag, summary: summary, answers: [(200, schema)], refusals: refusals)
    }

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
