import HTTPTypes
import Wire

/// The OpenAPI document of the Mint API, from the file that the tests of the server read as well.
struct APIDescription: Sendable {
    private let document: JSONValue
    private let routes: [Routes.Route]

    /// Describes the routes under `/v1`.
    ///
    /// - Throws: `JSONFault`
    init(_ routes: [Routes.Route]) throws {
        document = try JSONValue(parsing: PackageResources.openapi_json)
        self.routes = routes.filter { $0.path.hasPrefix("/v1/") }
    }

    /// Returns the document; the origin is the server's, without a trailing slash. On a lenient server, the
    /// Idempotency-Key of a change is optional.
    func json(origin: String, isLenient: Bool) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for route in routes {
            let method = route.method.rawValue.lowercased()
            paths[route.path, default: [:]][method] = document["paths"]?[route.path]?[method] ?? .object([:])
        }
        var members = document.object ?? [:]
        members["servers"] = .array([.object(["url": .string(origin)])])
        members["paths"] = .object(paths.mapValues { .object($0) })
        if isLenient, var components = members["components"]?.object, var parameters = components["parameters"]?.object
        {
            parameters["IdempotencyKey"] = parameters["IdempotencyKeyOptional"]
            components["parameters"] = .object(parameters)
            members["components"] = .object(components)
        }
        return .object(members)
    }
}
