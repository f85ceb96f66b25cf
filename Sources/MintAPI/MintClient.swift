package import Foundation
package import HTTPTransport
import MintDomain

/// The typed client of a Mint server. A value: copy and share it freely.
///
/// The key goes into the `Authorization` header of requests below the base URL and nowhere else.
package struct MintClient: Sendable {
    /// Where every request goes.
    package let baseURL: MintBaseURL
    /// The deadline of one attempt to read.
    package let readDeadline: Duration
    /// The deadline of one attempt to change something.
    package let sendDeadline: Duration
    private let key: APIKey
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let sawDate: @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void

    /// - Parameters:
    ///   - baseURL: where every request goes.
    ///   - key: sent with every request.
    ///   - transport: obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: the time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: for one attempt to read.
    ///   - sendDeadline: for one attempt to change something.
    ///   - sawDate: is told the server's time in each answer that has one, and ours before and after it.
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

    /// Whether the key crosses a network unencrypted; worth a warning.
    package var isPlaintextRemote: Bool { baseURL.isPlaintextRemote }

    /// Sends a read and returns its answer, which has a status of 200 to 299.
    func get(
        _ path: String, query: [(name: String, value: String)] = [], retries: RetryChoice
    ) async throws(MintError) -> HTTPResponse {
        guard let url = baseURL.url(path, query: query) else {
            throw .unreachable(.invalidRequest("The request makes no address below \(baseURL)."))
        }
        return try await answer(
            to: HTTPRequest(method: .get, url: url, headers: headers(), deadline: readDeadline, retries: retries))
    }

    /// Sends a change, again as the rules say, and returns its answer, which has a status of 200 to 299.
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

    /// How long the server asked for no further call.
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
            // A transport throws nothing else but CancellationError.
            throw .cancelled
        }
        if let date = response.headers.date { sawDate(date, sentAt, now()) }
        guard (200...299).contains(response.status) else { throw MintError(response, now: now(), without: key) }
        return response
    }
}
