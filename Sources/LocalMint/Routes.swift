import HTTPTypes
import Hummingbird

/// Adds routes to a router, each with a 405 for other methods of its path, and records the endpoints, so that the API
/// description lists exactly what is served.
struct Routes {
    typealias Context = BasicRequestContext
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    let router = Router(context: Context.self)
    private(set) var endpoints: [Endpoint] = []

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    mutating func add(_ endpoint: Endpoint, _ handler: @escaping Handler) {
        endpoints.append(endpoint)
        add(RouterPath(endpoint.path), [endpoint.method], handler)
    }

    /// Adds a path outside the API and `/v1`.
    func get(_ path: String, _ handler: @escaping Handler) { addOther(path, [.get], handler) }

    /// Adds a path outside the API and `/v1`.
    func post(_ path: String, _ handler: @escaping Handler) { addOther(path, [.post], handler) }

    /// Adds a path outside the API and `/v1`, for several methods.
    func addOther(_ path: String, _ methods: [HTTPRequest.Method], _ handler: @escaping Handler) {
        precondition(!path.hasPrefix("/v1"), "what is under /v1 is added as an endpoint, so that it gets described")
        add(RouterPath(path), methods, handler)
    }

    private func add(_ path: RouterPath, _ taken: [HTTPRequest.Method], _ handler: @escaping Handler) {
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
    static func isID(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Returns the path parameter; throws `Problem.notFound` for an impossible id.
    static func id(_ name: String, of what: String, _ context: Context) throws -> String {
        let value = context.parameters.get(name) ?? ""
        guard isID(value) else { throw Problem.notFound(what, value) }
        return value
    }
}
