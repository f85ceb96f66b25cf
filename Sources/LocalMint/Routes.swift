import HTTPTypes
import Hummingbird

/// Puts routes into a router together with the 405 for every other method of the same path.
struct Routes {
    typealias Context = BasicRequestContext
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    let router = Router(context: Context.self)

    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    func get(_ path: RouterPath, _ handler: @escaping Handler) { add(path, .get, handler) }
    func post(_ path: RouterPath, _ handler: @escaping Handler) { add(path, .post, handler) }

    private func add(_ path: RouterPath, _ method: HTTPRequest.Method, _ handler: @escaping Handler) {
        router.on(path, method: method, use: handler)
        for other in Self.methods where other != method {
            router.on(path, method: other) { _, context -> Response in
                // A path that no id can make is not this path at all, as in `/v1/operations/op_1:unknown`.
                for (_, value) in context.parameters where !Self.isID(value) { throw Problem.noRoute }
                throw Problem.methodNotAllowed([method.rawValue])
            }
        }
    }

    /// Ids hold letters, digits, `_` and `-` only.
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

    /// - Throws: `Problem.notFound` for what cannot be an id
    static func id(_ name: String, of what: String, _ context: Context) throws -> String {
        guard let value = context.parameters.get(name), isID(value) else { throw Problem.notFound(what) }
        return value
    }
}
