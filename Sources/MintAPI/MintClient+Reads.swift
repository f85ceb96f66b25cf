import Foundation
package import HTTPTransport
package import MintDomain
import ServiceClient
import Wire

extension MintClient {
    /// Checks that the server is alive (`GET /v1/health`).
    ///
    /// - Throws: `MintError`, like every call of this type.
    package func health() async throws(MintError) {
        _ = try await service.get("/v1/health", retries: .never)
    }

    /// Returns the owner of the key (`GET /v1/me`). Retried by the rules.
    package func me() async throws(MintError) -> Account {
        let response = try await service.get("/v1/me", retries: .byRules)
        return try service.decode(response) { Account($0) }
    }

    /// Returns Credits and totals (`GET /v1/usage`). Callers with their own schedule pass `.never`.
    package func usage(retries: RetryChoice = .byRules) async throws(MintError) -> Usage {
        let response = try await service.get("/v1/usage", retries: retries)
        return try service.decode(response) { try Usage($0) }
    }

    /// Returns the state of an operation. A response about another id is unreadable.
    ///
    /// Makes one attempt by default: the poller has its own schedule.
    package func operation(
        _ id: OperationID, retries: RetryChoice = .never
    ) async throws(MintError) -> OperationReading {
        let reading = try reading(
            try await service.get("/v1/operations/\(percentEncoded(id.rawValue))", retries: retries))
        guard reading.operation.id == id else {
            throw .unreadable(
                "\(baseURL.hostAndPort) was asked about \(id) and answered about \(reading.operation.id).")
        }
        return reading
    }

    /// Reads an operation in one attempt.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` in a canceled task.
    package func poll(_ id: OperationID) async throws -> OperationReading {
        try await ServiceClient.poll { () async throws(MintError) in try await operation(id) }
    }

    /// Returns one page of 1 to 100 (clamped) Worlds or Models in the server's order. Retried by the rules.
    ///
    /// `cursor` is the `nextCursor` of the previous page. A nil `nextCursor` ends the list; so does a repeated cursor,
    /// which only the caller can detect.
    package func page(
        of kind: ResourceKind, limit: Int = 20, cursor: String? = nil
    ) async throws(MintError) -> ResourcePage {
        let size = min(max(limit, MintLimits.pageSize.lowerBound), MintLimits.pageSize.upperBound)
        var query = [(name: "limit", value: String(size))]
        if let cursor { query.append((name: "cursor", value: cursor)) }
        let response = try await service.get("/v1/\(MutationEncoding.plural(kind))", query: query, retries: .byRules)
        return try service.decode(response) { try ResourcePage($0, kind: kind) }
    }

    /// Returns one World or Model with fresh links. Retried by the rules.
    package func resource(_ kind: ResourceKind, _ id: ResourceID) async throws(MintError) -> Resource {
        let path = "/v1/\(MutationEncoding.plural(kind))/\(percentEncoded(id.rawValue))"
        let response = try await service.get(path, retries: .byRules)
        guard let resource = try service.decode(response, as: { try Resource($0, kind: kind) }) else {
            throw impossibleID
        }
        return resource
    }

    func reading(_ response: HTTPResponse) throws(MintError) -> OperationReading {
        guard let operation = try service.decode(response, as: { try MintDomain.Operation($0) }) else {
            throw impossibleID
        }
        return service.reading(operation, in: response)
    }

    private var impossibleID: MintError { service.unreadable("its “id” is not a possible id") }
}
