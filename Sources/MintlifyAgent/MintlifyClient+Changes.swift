package import Foundation
import HTTPTransport
package import MintDomain
import ServiceClient
import Wire

extension MintlifyClient {
    /// Makes the outbox entry of a new job or message, validated, in state `sending`, not repeatable, with final path
    /// and body. Sends nothing. The key is only for the outbox.
    ///
    /// - Throws: `InvalidInput` for an empty prompt, and for mutations of other services.
    package func prepare(
        _ mutation: Mutation, key: IdempotencyKey, now: Date
    ) throws(InvalidInput) -> OutboxEntry {
        try mutation.validate()
        guard mutation.verb.service == .agent, let text = mutation.text else {
            throw InvalidInput("Mintlify's agent knows no \(mutation.verb): only new jobs and messages.")
        }
        let path = jobsPath + mutation.verb.path.replacing("{id}", with: mutation.operationID?.rawValue ?? "")
        return OutboxEntry(
            key: key, mutation: mutation, path: path, body: try Self.body(text), createdAt: now)
    }

    /// Sends an entry once, with exactly its path and body.
    ///
    /// - Returns: The job of the response; a new one with its prompt.
    /// - Throws: `MintlifyError`; if its `isOutcomeUnknown` is true, the entry must not be sent again.
    package func send(_ entry: OutboxEntry) async throws(MintlifyError) -> OperationReading {
        guard entry.method == HTTPMethod.post.rawValue else {
            throw .unreachable(.invalidRequest("The stored request is not a POST."))
        }
        guard entry.path == jobsPath || entry.path.hasPrefix(jobsPath + "/") else {
            throw .unreachable(.invalidRequest("The stored request belongs to another Mintlify project."))
        }
        let response = try await service.post(entry.path, body: entry.body)
        guard let id = entry.operationID else {
            var reading = try reading(response, about: nil)
            reading.operation.prompt = entry.mutation.text
            return reading
        }
        do {
            return try reading(response, about: id)
        } catch {
            return try await readAgain(id, instead: error)
        }
    }

    /// Reads the job again: the status proves that the message was accepted, but the body is unreadable.
    private func readAgain(
        _ id: OperationID, instead unreadable: MintlifyError
    ) async throws(MintlifyError) -> OperationReading {
        do {
            return try await job(id, retries: .byRules)
        } catch {
            // A failed read, such as 429, says nothing about the message.
            throw unreadable
        }
    }

    private static func body(_ text: String) throws(InvalidInput) -> String {
        do {
            return try JSONValue.object(["prompt": .string(text)]).encoded()
        } catch {
            throw InvalidInput("The prompt cannot be written as JSON.")
        }
    }
}
