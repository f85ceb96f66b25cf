package import Foundation
package import HTTPTransport
package import MintDomain
import Wire

/// The typed client of the Mintlify documentation agent, version 2 (contract/README.md part B). A value: copy and share
/// it freely.
///
/// A job is an operation of kind `agentJob`. The key goes into the `Authorization` header of requests below the base
/// URL and nowhere else.
package struct MintlifyClient: Sendable {
    /// Where every request goes.
    package let baseURL: MintlifyBaseURL
    /// Whose jobs these are.
    package let project: MintlifyProjectID
    /// The deadline of one attempt to read.
    package let readDeadline: Duration
    /// The deadline of the one attempt to create a job or to send a message.
    package let sendDeadline: Duration
    private let key: MintlifyKey
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let sawDate: @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void

    /// - Parameters:
    ///   - baseURL: where every request goes.
    ///   - project: whose jobs these are.
    ///   - key: sent with every request.
    ///   - transport: obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: the time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: for one attempt to read.
    ///   - sendDeadline: for the one attempt to change something; generous, as an answer that comes too late leaves
    ///     nobody knowing.
    ///   - sawDate: is told the server's time in each answer that has one, and ours before and after it.
    package init(
        baseURL: MintlifyBaseURL, project: MintlifyProjectID, key: MintlifyKey, transport: any HTTPTransport,
        now: @escaping @Sendable () -> Date, readDeadline: Duration = .seconds(10),
        sendDeadline: Duration = .seconds(60),
        sawDate: @escaping @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void = { _, _, _ in }
    ) {
        self.baseURL = baseURL
        self.project = project
        self.key = key
        self.transport = transport
        self.now = now
        self.readDeadline = readDeadline
        self.sendDeadline = sendDeadline
        self.sawDate = sawDate
    }

    /// Whether the key crosses a network unencrypted; worth a warning.
    package var isPlaintextRemote: Bool { baseURL.isPlaintextRemote }

    /// How a job is. An answer about another id than the one asked for is unreadable. `prompt` is nil: the service does
    /// not repeat it.
    ///
    /// One attempt unless the caller asks for more: the poller has its own schedule.
    ///
    /// - Throws: `MintlifyError`, as every call of this type.
    package func job(
        _ id: OperationID, retries: RetryChoice = .never
    ) async throws(MintlifyError) -> OperationReading {
        let response = try await answer(
            to: HTTPRequest(
                method: .get, url: try address("\(jobsPath)/\(id)"), headers: headers(), deadline: readDeadline,
                retries: retries))
        return try reading(response, about: id)
    }

    /// The same for the poller: one attempt.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` where the calling task was cancelled.
    package func poll(_ id: OperationID) async throws -> OperationReading {
        do {
            return try await job(id)
        } catch .cancelled {
            throw CancellationError()
        } catch {
            throw error.readFailure
        }
    }

    /// The path of creating a job; that of one job is below it.
    var jobsPath: String { "/v2/agent/\(project)/job" }

    /// The address of creating a job, for people; that of one job is below it.
    package var jobsAddress: String { "\(baseURL)\(jobsPath)" }

    /// Sends a change once, and returns its answer, which has a status of 200 to 299.
    ///
    /// There is no idempotency key, so no transport may send it again.
    func post(_ path: String, body: String) async throws(MintlifyError) -> HTTPResponse {
        var headers = headers()
        headers["Content-Type"] = "application/json"
        return try await answer(
            to: HTTPRequest(
                method: .post, url: try address(path), headers: headers, body: Data(body.utf8),
                deadline: sendDeadline, retries: .never))
    }

    /// Reads a job out of an answer.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - id: the job that was asked about; nil for whichever it is.
    /// - Returns: what it says.
    /// - Throws: `MintlifyError.unreadable` naming the fault; no text of the answer is in it.
    func reading(_ response: HTTPResponse, about id: OperationID?) throws(MintlifyError) -> OperationReading {
        let wire: AgentJobWire
        do {
            wire = try JSONDecoder().decode(AgentJobWire.self, from: response.body)
        } catch let error as DecodingError {
            throw unreadable(error.fault)
        } catch {
            throw unreadable("its shape is unknown")
        }
        guard let operation = MintDomain.Operation(wire) else { throw unreadable("its “id” is not a possible id") }
        if let id, id != operation.id { throw unreadable("\(id) was asked about, and it is about \(operation.id)") }
        return OperationReading(
            operation: operation, rawJSON: String(decoding: response.body, as: UTF8.self),
            retryAfter: RetryAfter.wait(in: response.headers, now: now()))
    }

    private func unreadable(_ fault: String) -> MintlifyError {
        .unreadable("The answer of \(baseURL.hostAndPort) cannot be read: \(fault).")
    }

    private func address(_ path: String) throws(MintlifyError) -> URL {
        guard let url = baseURL.url(path) else {
            throw .unreachable(.invalidRequest("The request makes no address below \(baseURL)."))
        }
        return url
    }

    private func headers() -> HeaderFields {
        ["Authorization": "Bearer \(key.secret)", "Accept": "application/json", "User-Agent": "mintop"]
    }

    private func answer(to request: HTTPRequest) async throws(MintlifyError) -> HTTPResponse {
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
        guard (200...299).contains(response.status) else { throw MintlifyError(response, now: now(), without: key) }
        return response
    }
}
