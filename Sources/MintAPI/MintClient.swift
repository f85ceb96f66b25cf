package import Foundation
package import HTTPTransport
import MintDomain

/// The typed client of a Mint server, as a value.
///
/// The key is sent only in the `Authorization` header of requests below the base URL.
package struct MintClient: Sendable {
    package let baseURL: MintBaseURL
    package let readDeadline: Duration
    /// The deadline of one attempt to change something.
    package let sendDeadline: Duration
    private let key: APIKey
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let sawDate: @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void

    /// - Parameters:
    ///   - baseURL: The address of all requests.
    ///   - key: The key of all requests.
    ///   - transport: Obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: The deadline of one attempt to read.
    ///   - sendDeadline: The deadline of one attempt to change something.
    ///   - sawDate: Gets the server's time in each response that has one, and ours before and after it.
    package init(
        baseURL: MintBaseURL, key: APIKey, transport: any HTTPTransport, now: @escaping @Sendable () -> Date,
        readDeadline: Duration = .seconds(10), sendDeadline: Duration = .seconds(30),
        sawDate: @escaping @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void = { _, _, _ in }
    ) {
        self.baseURL = baseURL
        self.key = key
        self.transport = transport
        self.now = now
        self.readDeadline = readDeadline
        self.sendDeadline = sendDeadline
        self.sawDate = sawDate
    }

    /// Sends a read and returns its response, with a status of 200 to 299.
    func get(
        _ path: String, query: [(name: String, value: String)] = [], retries: RetryChoice
    ) async throws(MintError) -> HTTPResponse {
        guard let url = baseURL.url(path, query: query) else {
            throw .unreachable(.invalidRequest("The request makes no address below \(baseURL)."))
        }
        return try await answer(
            to: HTTPRequest(method: .get, url: url, headers: headers(), deadline: readDeadline, retries: retries))
    }

    /// Sends a change with retries and returns its response, with a status of 200 to 299.
    func post(_ path: String, body: String, idempotencyKey: IdempotencyKey) async throws(MintError) -> HTTPResponse {
        guard let url = baseURL.url(path) else {
            throw .unreachable(.invalidRequest("The stored request makes no address below \(baseURL)."))
        }
        var headers = headers()
        headers["Content-Type"] = "application/json"
        headers["Idempotency-Key"] = idempotencyKey.rawValue
        return try await answer(
            to: HTTPRequest(
                method: .post, url: url, headers: headers, body: Data(body.utf8), deadline: sendDeadline,
                retries: .byRules))
    }

    func retryAfter(_ response: HTTPResponse) -> Duration? {
        RetryAfter.wait(in: response.headers, now: now())
    }

    private func headers() -> HeaderFields {
        ["Authorization": "Bearer \(key.secret)", "Accept": "application/json", "User-Agent": "mintop"]
    }

    private func answer(to request: HTTPRequest) async throws(MintError) -> HTTPResponse {
        let response: HTTPResponse
        let sentAt = now()
        do {
            response = try await transport.send(request)
        } catch let failure as TransportFailure {
            throw .unreachable(failure)
        } catch {
            // A transport throws only `TransportFailure` and `CancellationError`.
            throw .canceled
        }
        if let date = response.headers.date { sawDate(date, sentAt, now()) }
        guard (200...299).contains(response.status) else { throw MintError(response, now: now(), without: key) }
        return response
    }
}
