import HTTPTypes
import Hummingbird

/// Adds routes to a router, each with a 405 for other methods of its path, and records them, so that the API
/// description lists exactly what is served.
struct Routes {
    typealias Context = BasicRequestContext
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    struct Route: Sendable {
        var method: HTTPRequest.Method
        /// The path with parameters in braces, as in the router and in OpenAPI.
        var path: String
    }

    let router = Router(context: Context.self)
    private(set) var routes: [Route] = []

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    mutating func get(_ path: String, _ handler: @escaping Handler) { add(path, [.get], handler) }

    mutating func post(_ path: String, _ handler: @escaping Handler) { add(path, [.post], handler) }

    mutating func add(_ text: String, _ taken: [HTTPRequest.Method], _ handler: @escaping Handler) {
        routes += taken.map { Route(method: $0, path: text) }
        let path = RouterPath(text)
        for method in taken { router.on(path, method: method, use: handler) }
        let list = taken.map(\.rawValue)
        for other in Self.methods where !taken.contains(other) {
            router.on(path, method: other) { _, context -> Response in
                // A path with an impossible id does not exist, as in `/v1/operations/op_1:unknown`.
                for (_, value) in context.parameters where !Self.isID(value) { throw Problem.noRoute }
                throw Problem.methodNotAllowed(other.rawValue, list)
            }
        }
    }

    /// Whether the text has only letters, digits, `_` and `-`.
    static func isID(_ text: some StringProtocol) -> Bool { String(text).wholeMatch(of: /[A-Za-z0-9_-]+/) != nil }

    /// Returns the path parameter; throws `Problem.notFound` for an impossible id.
    static func id(_ name: String, of what: String, _ context: Context) throws -> String {
        let value = context.parameters.get(name) ?? ""
        guard isID(value) else { throw Problem.notFound(what, value) }
        return value
    }
}
