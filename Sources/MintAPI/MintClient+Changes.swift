package import Foundation
import HTTPTransport
package import MintDomain
import ServiceClient

extension MintClient {
    /// Makes the outbox entry of a change, validated, in state `sending`, with final path and body. Sends nothing.
    ///
    /// - Throws: `InvalidInput` with the field and the limit.
    package func prepare(
        _ mutation: Mutation, key: IdempotencyKey, now: Date
    ) throws(InvalidInput) -> OutboxEntry {
        try mutation.validate()
        return OutboxEntry(
            key: key, mutation: mutation, path: try MutationEncoding.path(mutation),
            body: try MutationEncoding.body(mutation), createdAt: now)
    }

    /// Sends an entry with exactly its path, body and key, and retries by the rules.
    ///
    /// - Returns: The operation to track, from the `Location` or the body; its id may differ from `entry.operationID`.
    /// - Throws: `MintError`; its `isOutcomeUnknown` says whether the change may have taken effect.
    package func send(_ entry: OutboxEntry) async throws(MintError) -> OperationReading {
        guard entry.method == HTTPMethod.post.rawValue else {
            throw .unreachable(.invalidRequest("The stored request is not a POST."))
        }
        let response = try await service.post(entry.path, body: entry.body, idempotencyKey: entry.key)
        let located = operationID(inLocation: response.headers["Location"])
        do {
            let reading = try reading(response)
            guard let located, located != reading.operation.id else { return reading }
            // The change was accepted whatever this read returns, so the body's operation is the fallback.
            return (try? await operation(located, retries: .byRules)) ?? reading
        } catch {
            guard let located else { throw error }
            return try await followLocation(located, instead: error)
        }
    }

    /// Reads the operation in a `Location` header if the body is unreadable.
    private func followLocation(
        _ id: OperationID, instead unreadable: MintError
    ) async throws(MintError) -> OperationReading {
        do {
            return try await operation(id, retries: .byRules)
        } catch {
            // A failed read says nothing about the change.
            throw error == .canceled ? error : unreadable
        }
    }

    /// Returns the id at the end of `…/operations/{id}`; nil for other paths or servers.
    package func operationID(inLocation location: String?) -> OperationID? {
        guard let location, let url = baseURL.resolve(location) else { return nil }
        let segments = url.path(percentEncoded: false).split(separator: "/")
        guard segments.count >= 2, segments[segments.count - 2] == "operations" else { return nil }
        return segments.last.flatMap { OperationID($0) }
    }
}
