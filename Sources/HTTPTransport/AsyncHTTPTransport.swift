import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// Sends requests through AsyncHTTPClient, one attempt each.
///
/// Follows redirects only for reads and within one origin, at most 3, so that no header reaches another server. A
/// request without a timely answer retires the connections that were open: see `ConnectionGenerations`. Call
/// `shutdown()` before the process ends. Safe to share between tasks.
package final class AsyncHTTPTransport: HTTPTransport {
    /// The maximum size of a response body, 8 MiB; a larger one fails as `TransportFailure.answerTooLarge`.
    package static let defaultAnswerLimit = 8 * 1024 * 1024

    /// The deadline for the library, which requires one; ours always comes first.
    private static let beyondAnyDeadline = TimeAmount.hours(1)

    /// The allowance for bytes other than the body: heads, informational responses, chunk framing.
    private static let framingLimit = 1024 * 1024

    private let pool: ClientPool
    private let clock: AnyElapsingClock
    private let answerLimit: Int
    private let redirects = RedirectRules()

    /// The limit is the maximum size of a body in bytes.
    package convenience init(clock: some Clock<Duration>, answerLimit: Int = AsyncHTTPTransport.defaultAnswerLimit) {
        self.init(clock: clock, answerLimit: answerLimit, tls: nil)
    }

    /// Without TLS settings, the certificates that the system trusts apply.
    init(
        clock: some Clock<Duration>, answerLimit: Int = AsyncHTTPTransport.defaultAnswerLimit, tls: TLSConfiguration?
    ) {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.redirectConfiguration = .disallow
        // Otherwise a refused connection is retried until the deadline instead of failing at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Longer than the slowest ordinary poll interval, so that polling keeps one connection.
        configuration.connectionPool.idleTimeout = .seconds(20)
        configuration.timeout.connect = .seconds(5)
        configuration.decompression = .disabled
        configuration.http1_1ConnectionDebugInitializer = { channel in
            AnswerByteLimit.add(answerLimit + Self.framingLimit, to: channel)
        }
        self.clock = AnyElapsingClock(clock)
        pool = ClientPool(configuration, clock: self.clock)
        self.answerLimit = answerLimit
    }

    /// Closes every connection; requests in flight end as canceled. Does not wait for connections still being made.
    ///
    /// - Throws: The error of closing a connection, also when called twice.
    package func shutdown() async throws {
        try await pool.shutdown()
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let origin = Origin(request.url) else {
            throw TransportFailure.invalidRequest("The address is not an http or https address with a host.")
        }
        let (lease, client) = try pool.begin(isRepeatable: request.isRepeatable)
        var missedDeadline = false
        defer { pool.end(lease, missedDeadline: missedDeadline) }
        do {
            return try await withDeadline(request.deadline, failure: .noAnswer(origin, within: request.deadline)) {
                try await self.follow(request, origin: origin, on: client) { self.pool.answered(lease) }
            }
        } catch let failure as TransportFailure {
            if case .noAnswer = failure { missedDeadline = true }
            throw failure
        } catch {
            if Task.isCancelled { throw CancellationError() }
            if pool.wasCutShort(lease) { throw TransportFailure.connectionLost(origin) }
            throw classify(error, origin: origin, answerLimit: answerLimit)
        }
    }

    private func follow(
        _ request: HTTPRequest, origin: Origin, on client: HTTPClient, answered: @Sendable () -> Void
    ) async throws -> HTTPResponse {
        var request = request
        var hops = 0
        while true {
            let answer = try await client.execute(Self.outgoing(request), timeout: Self.beyondAnyDeadline)
            answered()
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

    /// Runs the work with a deadline; the library's own deadline covers only the head of a response.
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
