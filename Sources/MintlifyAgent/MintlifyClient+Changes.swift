package import Foundation
import HTTPTransport
package import MintDomain
import Wire

extension MintlifyClient {
    /// Makes the outbox entry of a new job or of a message: checked, with path and body fixed for good. Nothing is sent.
    ///
    /// - Parameters:
    ///   - mutation: `createJob` or `message`.
    ///   - key: its name in the outbox; it is never sent.
    ///   - now: when the entry was made.
    /// - Returns: the entry in state `sending`, not repeatable.
    /// - Throws: `InvalidInput` for an empty prompt, and for what this service does not do.
    package func prepare(
        _ mutation: Mutation, key: IdempotencyKey, now: Date
    ) throws(InvalidInput) -> OutboxEntry {
        try mutation.validate()
        let path: String
        let text: String
        switch mutation {
        case .createJob(let prompt): (path, text) = (jobsPath, prompt)
        case .message(let id, let message): (path, text) = ("\(jobsPath)/\(id)/message", message)
        case .generate, .approve, .revise, .resume, .cancel, .optimize, .convert, .retry:
            throw InvalidInput("Mintlify's agent knows no \(mutation.verb): only new jobs and messages.")
        }
        return OutboxEntry(
            key: key, path: path, body: try Self.body(text), operationID: mutation.operationID, verb: mutation.verb,
            createdAt: now, isRepeatable: mutation.isRepeatable)
    }

    /// Sends an entry once: exactly its path and body.
    ///
    /// - Returns: the job as the answer tells it; that of a new one with its prompt.
    /// - Throws: `MintlifyError`; where its `isOutcomeUnknown` holds, the entry must not be sent again.
    package func send(_ entry: OutboxEntry) async throws(MintlifyError) -> OperationReading {
        guard entry.method == HTTPMethod.post.rawValue else {
            throw .unreachable(.invalidRequest("The stored request is not a POST."))
        }
        guard entry.path == jobsPath || entry.path.hasPrefix(jobsPath + "/") else {
            throw .unreachable(.invalidRequest("The stored request belongs to another Mintlify project."))
        }
        let response = try await post(entry.path, body: entry.body)
        guard let id = entry.operationID else {
            var reading = try reading(response, about: nil)
            reading.operation.prompt = AgentPrompt.text(in: entry)
            return reading
        }
        do {
            return try reading(response, about: id)
        } catch {
            return try await readAgain(id, instead: error)
        }
    }

    /// The status says that the message was taken; how the job is now another read may tell.
    private func readAgain(
        _ id: OperationID, instead unreadable: MintlifyError
    ) async throws(MintlifyError) -> OperationReading {
        do {
            return try await job(id, retries: .byRules)
        } catch {
            // Whatever went wrong with the read, such as 429, it says nothing about the message.
            throw unreadable
        }
    }

    /// Canonical JSON: no spaces, no escaped slashes.
    private static func body(_ text: String) throws(InvalidInput) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(AgentPromptWire(prompt: text)), as: UTF8.self)
        } catch {
            throw InvalidInput("The prompt cannot be written as JSON.")
        }
    }
}
