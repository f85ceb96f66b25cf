import HTTPTypes
import Wire

/// The OpenAPI document of the served API, generated from the endpoints.
struct APIDescription: Sendable {
    let endpoints: [Endpoint]
    /// Whether the Idempotency-Key of a change is optional.
    let isLenient: Bool

    /// Returns the document; the origin is the server's, without a trailing slash.
    func json(origin: String) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for endpoint in endpoints {
            paths[endpoint.path, default: [:]][endpoint.method.rawValue.lowercased()] = operation(endpoint)
        }
        return .object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("Mint API, served by the local Mint"), "version": .string("0.1.0-alpha"),
            ]),
            "servers": .array([.object(["url": .string(origin)])]),
            "security": .array([.object(["apiKey": .array([])])]),
            "tags": .array(Endpoint.Tag.allCases.map { .object(["name": .string($0.rawValue)]) }),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": .object([
                "schemas": .object(APISchemas.all.mapValues(\.json)),
                "securitySchemes": .object([
                    "apiKey": .object(["type": .string("http"), "scheme": .string("bearer")])
                ]),
            ]),
        ])
    }

    private func operation(_ endpoint: Endpoint) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(endpoint.id), "summary": .string(endpoint.summary),
            "tags": .array([.string(endpoint.tag.rawValue)]), "responses": .object(responses(endpoint)),
        ]
        let parameters = parameters(endpoint)
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if !endpoint.needsAPIKey { members["security"] = .array([]) }
        if let body = endpoint.body {
            members["requestBody"] = .object([
                "required": .bool(body.isRequired), "content": content("application/json", body.schema),
            ])
        }
        return .object(members)
    }

    // MARK: Requests

    private func parameters(_ endpoint: Endpoint) -> [JSONValue] {
        var list = endpoint.pathParameters.map { name in
            parameter(name, "path", isRequired: true, .text(1...200, pattern: "^[A-Za-z0-9_-]+$"))
        }
        if endpoint.isList {
            list.append(parameter("limit", "query", isRequired: false, .whole(Limits.page)))
            list.append(parameter("cursor", "query", isRequired: false, .text(pattern: PageCursor.pattern)))
        }
        if endpoint.idempotencyKey != .none {
            let isRequired = endpoint.idempotencyKey == .required && !isLenient
            list.append(
                parameter(
                    "Idempotency-Key", "header", isRequired: isRequired,
                    .text(Limits.idempotencyKey, pattern: "^[ -~]+$")))
        }
        return list
    }

    private func parameter(_ name: String, _ place: String, isRequired: Bool, _ schema: APISchema) -> JSONValue {
        .object([
            "name": .string(name), "in": .string(place), "required": .bool(isRequired), "schema": schema.json,
        ])
    }

    // MARK: Answers

    private func responses(_ endpoint: Endpoint) -> [String: JSONValue] {
        var responses: [String: JSONValue] = [:]
        for (status, schema) in endpoint.answers {
            var headers = Self.commonHeaders
            if status == 202 { headers["Location"] = Self.header("Where to poll", .text()) }
            responses[String(status)] = .object([
                "description": .string(Self.words[status] ?? "Done"), "headers": .object(headers),
                "content": content("application/json", schema),
            ])
        }
        for status in refusals(endpoint) {
            var headers = Self.commonHeaders
            if status == 429 { headers["Retry-After"] = Self.header("Seconds to wait", .text(pattern: "^[0-9]+$")) }
            responses[String(status)] = .object([
                "description": .string(Self.words[status] ?? "Refused"), "headers": .object(headers),
                "content": content("application/problem+json", "Problem"),
            ])
        }
        return responses
    }

    private func refusals(_ endpoint: Endpoint) -> Set<Int> {
        var statuses = Set(endpoint.refusals).union([403, 503])
        if endpoint.needsAPIKey { statuses.formUnion([401, 429]) }
        if endpoint.body != nil { statuses.formUnion([400, 413, 415, 422]) }
        if endpoint.idempotencyKey != .none { statuses.insert(400) }
        return statuses
    }

    private func content(_ type: String, _ schema: String) -> JSONValue {
        .object([type: .object(["schema": APISchema.named(schema).json])])
    }

    private static let commonHeaders = ["X-Request-Id": header("Names this request in the log", .text())]

    private static func header(_ description: String, _ schema: APISchema) -> JSONValue {
        .object(["description": .string(description), "schema": schema.json, "required": .bool(true)])
    }

    private static let words = [
        200: "As asked for", 201: "Stored", 202: "Accepted; poll the Location", 400: "Malformed", 401: "No valid key",
        402: "Not enough Credits", 403: "Not allowed", 404: "Not in this project",
        409: "Not in this state, or the key was used for something else", 413: "Too large", 415: "Not JSON",
        422: "Fields break their rules; see errors", 429: "Too many requests", 503: "Not available now",
    ]
}
