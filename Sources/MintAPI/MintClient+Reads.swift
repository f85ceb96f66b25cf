import Foundation
package import HTTPTransport
package import MintDomain
import Wire

extension MintClient {
    /// Asks whether the server is alive (`GET /v1/health`).
    ///
    /// - Throws: `MintError`, as every call of this type.
    package func health() async throws(MintError) {
        _ = try await get("/v1/health", retries: .never)
    }

    /// Whom the key belongs to (`GET /v1/me`). Retried by the rules.
    package func me() async throws(MintError) -> Account {
        let response = try await get("/v1/me", retries: .byRules)
        return Account(try AnswerReading.decode(MeWire.self, from: response.body, of: baseURL))
    }

    /// Credits and totals (`GET /v1/usage`). A caller with a schedule of its own passes `.never`.
    package func usage(retries: RetryChoice = .byRules) async throws(MintError) -> Usage {
        let response = try await get("/v1/usage", retries: retries)
        return Usage(try AnswerReading.decode(UsageWire.self, from: response.body, of: baseURL))
    }

    /// How an operation is. An answer about another id than the one asked for is unreadable.
    ///
    /// One attempt unless the caller asks for more: the poller has its own schedule.
    package func operation(
        _ id: OperationID, retries: RetryChoice = .never
    ) async throws(MintError) -> OperationReading {
        let reading = try reading(try await get("/v1/operations/\(percentEncoded(id.rawValue))", retries: retries))
        guard reading.operation.id == id else {
            throw .unreadable(
                "\(baseURL.hostAndPort) was asked about \(id) and answered about \(reading.operation.id).")
        }
        return reading
    }

    /// The same for the poller: one attempt.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` where the calling task was cancelled.
    package func poll(_ id: OperationID) async throws -> OperationReading {
        do {
            return try await operation(id)
        } catch .cancelled {
            throw CancellationError()
        } catch {
            throw error.readFailure
        }
    }

    /// One page of Worlds or Models, newest first as far as the server keeps that order. Retried by the rules.
    ///
    /// - Parameters:
    ///   - kind: which list.
    ///   - limit: 1 to 100; brought into that range.
    ///   - cursor: `nextCursor` of the page before; nil for the first page.
    /// - Returns: the page. A nil `nextCursor` ends the list; a cursor that comes a second time ends it too, which only
    ///   the caller can see.
    /// - Throws: `MintError`.
    package func page(
        of kind: ResourceKind, limit: Int = 20, cursor: String? = nil
    ) async throws(MintError) -> ResourcePage {
        let size = min(max(limit, MintLimits.pageSize.lowerBound), MintLimits.pageSize.upperBound)
        var query = [(name: "limit", value: String(size))]
        if let cursor { query.append((name: "cursor", value: cursor)) }
        let response = try await get("/v1/\(MutationEncoding.plural(kind))", query: query, retries: .byRules)
        return ResourcePage(try AnswerReading.decode(ListReading.self, from: response.body, of: baseURL), kind: kind)
    }

    /// One World or Model, with fresh links. Retried by the rules.
    package func resource(_ kind: ResourceKind, _ id: ResourceID) async throws(MintError) -> Resource {
        let path = "/v1/\(MutationEncoding.plural(kind))/\(percentEncoded(id.rawValue))"
        let response = try await get(path, retries: .byRules)
        let wire = try AnswerReading.decode(ResourceWire.self, from: response.body, of: baseURL)
        guard let resource = Resource(wire, kind: kind) else { throw impossibleID }
        return resource
    }

    /// Reads an operation out of an answer.
    func reading(_ response: HTTPResponse) throws(MintError) -> OperationReading {
        let wire = try AnswerReading.decode(OperationWire.self, from: response.body, of: baseURL)
        guard let operation = MintDomain.Operation(wire) else { throw impossibleID }
        return OperationReading(
            operation: operation, rawJSON: String(decoding: response.body, as: UTF8.self),
            retryAfter: retryAfter(response))
    }

    private var impossibleID: MintError {
        .unreadable("The answer of \(baseURL.hostAndPort) cannot be read: its “id” is not a possible id.")
    }
}
