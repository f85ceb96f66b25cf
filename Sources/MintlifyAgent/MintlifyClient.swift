import BoundedJSON
package import Foundation
package import HTTPTransport
package import MintDomain
import Wire

/// The typed client of the Mintlify documentation agent, version 2, as a value.
///
/// A job is an operation of kind `agentJob`. The key is sent only in the `Authorization` header of requests below the
/// base URL.
package struct MintlifyClient: Sendable {
    package let baseURL: MintlifyBaseURL
    package let project: MintlifyProjectID
    package let readDeadline: Duration
    /// The deadline of the single attempt to create a job or send a message.
    package let sendDeadline: Duration
    private let key: MintlifyKey
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let sawDate: @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void

    /// - Parameters:
    ///   - baseURL: The address of all requests.
    ///   - project: The project of the jobs.
    ///   - key: The key of all requests.
    ///   - transport: Obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: The deadline of one attempt to read.
    ///   - sendDeadline: The deadline of the single attempt to change something; generous, since a late response leaves
    ///     the outcome unknown.
    ///   - sawDate: Gets the server's time in each response that has one, and ours before and after it.
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

    /// Returns the state of a job. A response about another id is unreadable. `prompt` is nil: the service does not
    /// return it.
    ///
    /// Makes one attempt by default: the poller has its own schedule.
    ///
    /// - Throws: `MintlifyError`, like every call of this type.
    package func job(
        _ id: OperationID, retries: RetryChoice = .never
    ) async throws(MintlifyError) -> OperationReading {
        let response = try await answer(
            to: HTTPRequest(
                method: .get, url: try address("\(jobsPath)/\(id)"), headers: headers(), deadline: readDeadline,
                retries: retries))
        return try reading(response, about: id)
    }

    /// Reads a job for the poller, in one attempt.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` in a canceled task.
    package func poll(_ id: OperationID) async throws -> OperationReading {
        do {
            return try await job(id)
        } catch .canceled {
            throw CancellationError()
        } catch {
            throw error.readFailure
        }
    }

    /// The path to create a job, and the prefix of the path of a job.
    var jobsPath: String { "/v2/agent/\(project)/job" }

    /// The URL to create a job, for display.
    package var jobsAddress: String { "\(baseURL)\(jobsPath)" }

    /// Sends a change once and returns its response, with a status of 200 to 299.
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

    /// Decodes a job from a response about `id`; nil accepts any job.
    ///
    /// - Throws: `MintlifyError.unreadable` with the fault, without text of the response.
    func reading(_ response: HTTPResponse, about id: OperationID?) throws(MintlifyError) -> OperationReading {
        let wire: AgentJobWire
        do throws(JSONFault) {
            wire = try AgentJobWire(JSONValue(parsing: Array(response.body)))
        } catch {
            throw unreadable(error.description)
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
            // A transport throws only `TransportFailure` and `CancellationError`.
            throw .canceled
        }
        if let date = response.headers.date { sawDate(date, sentAt, now()) }
        guard (200...299).contains(response.status) else { throw MintlifyError(response, now: now(), without: key) }
        return response
    }
}
