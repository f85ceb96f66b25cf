import HTTPTypes
import Wire

/// The OpenAPI document of the Mint API, from the file that the tests of the server read as well.
struct APIDescription: Sendable {
    private static let document: JSONValue = {
        do {
            return try JSONValue(parsing: PackageResources.openapi_json)
        } catch {
            preconditionFailure("openapi.json, a part of the program: \(error)")
        }
    }()

    private let routes: [Routes.Route]

    /// Describes the routes under `/v1`.
    init(_ routes: [Routes.Route]) {
        self.routes = routes.filter { $0.path.hasPrefix("/v1/") }
    }

    /// Returns the schema of that name.
    static func schema(_ name: String) -> JSONValue {
        guard let schema = document["components"]?["schemas"]?[name] else {
            preconditionFailure("openapi.json has no schema \(name)")
        }
        return schema
    }

    /// Returns the document; the origin is the server's, without a trailing slash. On a lenient server, the
    /// Idempotency-Key of a change is optional.
    func json(origin: String, isLenient: Bool) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for route in routes {
            let method = route.method.rawValue.lowercased()
            paths[route.path, default: [:]][method] = Self.document["paths"]?[route.path]?[method] ?? .object([:])
        }
        var members = Self.document.object ?? [:]
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
