import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Sends requests over real connections, one attempt each, through AsyncHTTPClient.
///
/// Redirects are followed only for reads and only within one origin, at most 3, so that no header reaches another
/// server. Call `shutdown()` before the process ends. Safe to share between tasks.
package final class AsyncHTTPTransport: HTTPTransport {
    /// An answer with more bytes than this fails as `TransportFailure.answerTooLarge`: 8 MiB.
    package static let defaultAnswerLimit = 8 * 1024 * 1024

    /// The library needs a limit of its own; ours always comes first.
    private static let beyondAnyDeadline = TimeAmount.hours(1)

    private let client: HTTPClient
    private let clock: AnyElapsingClock
    private let answerLimit: Int
    private let redirects = RedirectRules()

    /// - Parameters:
    ///   - clock: measures each request's deadline.
    ///   - answerLimit: the most bytes of a body.
    package init(clock: some Clock<Duration>, answerLimit: Int = AsyncHTTPTransport.defaultAnswerLimit) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // Otherwise a refused connection is tried again until the deadline instead of failing at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Longer than the slowest ordinary poll, so that polling keeps one connection.
        configuration.connectionPool.idleTimeout = .seconds(20)
        configuration.timeout.connect = .seconds(5)
        configuration.decompression = .disabled
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        self.clock = AnyElapsingClock(clock)
        self.answerLimit = answerLimit
    }

    /// Closes every connection; requests under way end as cancelled. Does not wait for connections that are being made.
    ///
    /// - Throws: what closing a connection threw; calling it twice throws too.
    package func shutdown() async throws {
        try await clock.end(client)
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let origin = Origin(request.url) else {
            throw TransportFailure.invalidRequest("The address is not an http or https address with a host.")
        }
        do {
            return try await withDeadline(request.deadline, failure: .noAnswer(origin, within: request.deadline)) {
                try await self.follow(request, origin: origin)
            }
        } catch let failure as TransportFailure {
            throw failure
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw classify(error, origin: origin, answerLimit: answerLimit)
        }
    }

    private func follow(_ request: HTTPRequest, origin: Origin) async throws -> HTTPResponse {
        var request = request
        var hops = 0
        while true {
            let answer = try await client.execute(Self.outgoing(request), timeout: Self.beyondAnyDeadline)
            let headers = HeaderFields(answer.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) })
            let status = Int(answer.status.code)
            let next = try redirects.next(
                after: request, from: origin, status: status, location: headers["Location"], hops: hops)
            guard let next else {
                let body = try await answer.body.collect(upTo: answerLimit)
                return HTTPResponse(status: status, headers: headers, body: Data(body.readableBytesView))
            }
            request = next
            hops += 1
        }
    }

    private static func outgoing(_ request: HTTPRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url.absoluteString)
        outgoing.method = request.method == .get ? .GET : .POST
        for field in request.headers.fields { outgoing.headers.add(name: field.name, value: field.value) }
        if let body = request.body { outgoing.body = .bytes(ByteBuffer(bytes: body)) }
        return outgoing
    }

    /// Runs the work against the clock; the library's own deadline ends with the head of an answer and not its body.
    private func withDeadline(
        _ limit: Duration, failure: TransportFailure, work: @escaping @Sendable () async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        try await withThrowingTaskGroup(of: HTTPResponse?.self) { group in
            group.addTask { try await work() }
            group.addTask { [clock] in
                try await clock.sleep(limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let response = first else { throw failure }
            return response
        }
    }
}
