package import Foundation
import HTTPTransport
package import MintDomain

extension MintClient {
    /// Makes the outbox entry of a change: checked, with path and body fixed for good. Nothing is sent.
    ///
    /// - Parameters:
    ///   - mutation: what to ask for.
    ///   - key: its idempotency key, for life.
    ///   - now: when the entry was made.
    /// - Returns: the entry in state `sending`.
    /// - Throws: `InvalidInput` naming the field and the limit.
    package func prepare(
        _ mutation: Mutation, key: IdempotencyKey, now: Date
    ) throws(InvalidInput) -> OutboxEntry {
        try mutation.validate()
        return OutboxEntry(
            key: key, path: try MutationEncoding.path(mutation), body: try MutationEncoding.body(mutation),
            operationID: mutation.operationID, verb: mutation.verb, createdAt: now)
    }

    /// Sends an entry: exactly its path, body and key, again with the same key as the rules say.
    ///
    /// - Returns: the operation to follow, by the answer's `Location` or else its body; its id may differ from
    ///   `entry.operationID`.
    /// - Throws: `MintError`; its `isOutcomeUnknown` says whether the change may have taken effect all the same.
    package func send(_ entry: OutboxEntry) async throws(MintError) -> OperationReading {
        guard entry.method == HTTPMethod.post.rawValue else {
            throw .unreachable(.invalidRequest("The stored request is not a POST."))
        }
        let response = try await post(entry.path, body: entry.body, idempotencyKey: entry.key)
        let located = operationID(inLocation: response.headers["Location"])
        do {
            let reading = try reading(response)
            guard let located, located != reading.operation.id else { return reading }
            // The change was taken whatever this read brings, so the body's operation stands in for the other one.
            return (try? await operation(located, retries: .byRules)) ?? reading
        } catch {
            guard let located else { throw error }
            return try await followLocation(located, instead: error)
        }
    }

    /// Reads the operation that a `Location` names, where the body beside it cannot be read.
    private func followLocation(
        _ id: OperationID, instead unreadable: MintError
    ) async throws(MintError) -> OperationReading {
        do {
            return try await operation(id, retries: .byRules)
        } catch {
            // Whatever went wrong with the read, it says nothing about the change.
            throw error == .cancelled ? error : unreadable
        }
    }

    /// The id at the end of `…/operations/{id}`; nil for another place or another server.
    package func operationID(inLocation location: String?) -> OperationID? {
        guard let location, let url = baseURL.resolve(location) else { return nil }
        let segments = url.path(percentEncoded: false).split(separator: "/")
        guard segments.count >= 2, segments[segments.count - 2] == "operations" else { return nil }
        return segments.last.flatMap { OperationID($0) }
    }
}
