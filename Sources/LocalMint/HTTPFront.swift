import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The checks before every route and the headers after it: host, key, rate limit.
struct HTTPFront: Sendable {
    let responder: RouterResponder<Routes.Context>
    let key: BearerKey
    let limiter: RateLimiter
    let hosts: HostPolicy
    let ids: IDSource
    let logger: Logger
    let now: @Sendable () -> Date

    func respond(to request: Request, over channel: any Channel) async -> Response {
        let requestID = ids.make("req_", length: 20)
        let response: Response
        do {
            response = try await answer(request, channel)
        } catch let problem as Problem {
            response = .refusal(problem, at: request.uri.path)
        } catch {
            // Logs only the kind of error: its text could contain input from the caller.
            logger.error("request failed", metadata: ["request": "\(requestID)", "error": "\(type(of: error))"])
            response = .refusal(.serverFault, at: request.uri.path)
        }
        return finished(response, requestID)
    }

    func finished(_ response: Response, _ requestID: String? = nil) -> Response {
        var response = response
        let requestID = requestID ?? ids.make("req_", length: 20)
        if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = requestID }
        if let name = HTTPField.Name("X-Content-Type-Options") { response.headers[name] = "nosniff" }
        response.headers[.date] = HTTPDate.text(now())
        return response
    }

    private func answer(_ request: Request, _ channel: any Channel) async throws -> Response {
        // The first became the authority; a proxy in between may have used another one.
        let others = HTTPField.Name("Host").map { request.headers[values: $0].count } ?? 0
        guard others == 0 else { throw Problem.repeatedHost(others + 1) }
        guard hosts.allows(request.head.authority) else { throw Problem.forbiddenHost(request.head.authority) }
        let request = Self.withKnownMethod(Self.withPlainColons(request))
        let path = request.uri.path
        if path == "/v1" || path.hasPrefix("/v1/"), path != Routes.healthPath {
            guard key.matches(authorization: request.headers[.authorization]) else {
                throw Problem.unauthorized(request.headers[.authorization])
            }
            if let seconds = limiter.take(at: now()) { throw Problem.rateLimited(retryAfterSeconds: seconds) }
        }
        let context = Routes.Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
        let response = try await Presenter.$requestOrigin.withValue(origin(of: request)) {
            try await withTimeLimit(request, on: channel) { try await responder.respond(to: request, context: context) }
        }
        // The routes throw their own errors: a returned 404 is the router's, which has no body.
        guard response.status != .notFound else { throw Problem.noRoute }
        return response
    }

    /// The origin of a request, for links, if the server has more than one.
    private func origin(of request: Request) -> String? {
        hosts.allowsAddresses ? request.head.authority.map { "http://\($0)" } : nil
    }

    /// A body that does not arrive in time ends the connection, by the connection's own clock.
    private func withTimeLimit<Result>(
        _ request: Request, on channel: any Channel, _ work: () async throws -> Result
    ) async throws -> Result {
        guard [.post, .put].contains(request.method) else { return try await work() }
        let timeout = channel.eventLoop.scheduleTask(in: .seconds(Int64(Limits.bodySeconds))) {
            channel.close(promise: nil)
        }
        defer { timeout.cancel() }
        return try await work()
    }

    /// The router knows only some methods; any other is replaced by one that is wrong on every path.
    private static func withKnownMethod(_ request: Request) -> Request {
        guard !Routes.methods.contains(request.method) else { return request }
        var head = request.head
        head.method = .trace
        return Request(head: head, body: request.body)
    }

    /// `%3A` in a path equals a colon; some clients encode it in verbs.
    private static func withPlainColons(_ request: Request) -> Request {
        guard let whole = request.head.path, whole.contains("%3") else { return request }
        let parts = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].replacing("%3A", with: ":").replacing("%3a", with: ":")
        var head = request.head
        head.path = ([Substring(path)] + parts.dropFirst()).joined(separator: "?")
        return Request(head: head, body: request.body)
    }
}
