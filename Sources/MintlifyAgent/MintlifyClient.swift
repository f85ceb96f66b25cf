package import Foundation
package import HTTPTransport
package import MintDomain
import ServiceClient

/// The typed client of the Mintlify documentation agent, version 2, as a value.
///
/// A job is an operation of kind `agentJob`.
package struct MintlifyClient: Sendable {
    package let project: MintlifyProjectID
    let service: ServiceClient<Mintlify>

    package var baseURL: MintlifyBaseURL { service.baseURL }

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
        self.project = project
        service = ServiceClient(
            baseURL: baseURL, key: key, transport: transport, now: now, readDeadline: readDeadline,
            sendDeadline: sendDeadline, sawDate: sawDate)
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
        let response = try await service.get("\(jobsPath)/\(id)", retries: retries)
        return try reading(response, about: id)
    }

    /// Reads a job for the poller, in one attempt.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` in a canceled task.
    package func poll(_ id: OperationID) async throws -> OperationReading {
        try await ServiceClient.poll { () async throws(MintlifyError) in try await job(id) }
    }

    /// The path to create a job, and the prefix of the path of a job.
    var jobsPath: String { "/v2/agent/\(project)/job" }

    /// The URL to create a job, for display.
    package var jobsAddress: String { "\(baseURL)\(jobsPath)" }

    /// Decodes a job from a response about `id`; nil accepts any job.
    ///
    /// - Throws: `MintlifyError.unreadable` with the fault, without text of the response.
    func reading(_ response: HTTPResponse, about id: OperationID?) throws(MintlifyError) -> OperationReading {
        guard let operation = try service.decode(response, as: { try MintDomain.Operation(job: $0) }) else {
            throw service.unreadable("its “id” is not a possible id")
        }
        if let id, id != operation.id {
            throw service.unreadable("\(id) was asked about, and it is about \(operation.id)")
        }
        return service.reading(operation, in: response)
    }
}
