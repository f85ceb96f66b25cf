import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import MintlifyAgent
import Tracking

/// What one of the two servers is asked, each by its own client.
struct ServiceCalls: Sendable {
    /// What became of a change that was sent once.
    enum Sent: Sendable {
        case accepted(OperationReading)
        /// What it means for the change, for the polling of the server, and for the status of a command; the last two
        /// are nil where it was us who gave up.
        case failed(OutboxAnswer, (failure: ReadFailure, status: CommandFailure.Status)?)
    }

    /// Reads an operation or a job; tries again as the poller's schedule says, not by itself.
    var poll: @Sendable (OperationID) async throws -> OperationReading
    /// Fixes path and body of a change for good; throws `InvalidInput`.
    var prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
    /// Sends a change once.
    var send: @Sendable (OutboxEntry) async -> Sent
    /// Reads an operation or a job once, because the server saw it otherwise than we did.
    var reread: @Sendable (OperationID) async throws -> OperationReading
}

extension ServiceCalls {
    /// The Mint API.
    ///
    /// - Parameters:
    ///   - client: reads, and fixes requests.
    ///   - sender: sends a change once for each call.
    init(_ client: MintClient, sender: MintClient) {
        self.init(
            poll: { try await client.poll($0) },
            prepare: { try client.prepare($0, key: $1, now: Date()) },
            send: { entry in
                do throws(MintError) {
                    return .accepted(try await sender.send(entry))
                } catch {
                    return .failed(
                        OutboxAnswer(error),
                        error == .cancelled ? nil : (error.readFailure, CommandFailure(error).status))
                }
            },
            reread: { try await client.operation($0, retries: .never) })
    }

    /// The documentation agent, whose server knows no idempotency keys.
    init(_ agent: MintlifyClient) {
        self.init(
            poll: { try await agent.poll($0) },
            prepare: { try agent.prepare($0, key: $1, now: Date()) },
            send: { entry in
                do throws(MintlifyError) {
                    return .accepted(try await agent.send(entry))
                } catch {
                    let answer = OutboxAnswer.failed(
                        error.description, isOutcomeUnknown: error.isOutcomeUnknown, isPassing: error.isPassing,
                        retryAfter: error.retryAfter)
                    return .failed(
                        answer, error == .cancelled ? nil : (error.readFailure, CommandFailure(error).status))
                }
            },
            reread: { try await agent.job($0) })
    }
}

extension OutboxAnswer {
    /// What a failed attempt to send means for its entry.
    fileprivate init(_ error: MintError) {
        switch error {
        case .conflict(let kind, _): self = .conflict(OutboxConflict(kind), error.description)
        case .unauthorized, .forbidden: self = .turnedAway(error.description)
        case .paymentRequired, .notFound, .invalid, .refused: self = .refused(error.description)
        case .unreachable(let failure) where !failure.isPassing && !failure.mayHaveArrived:
            self = .turnedAway(error.description)
        case .rateLimited, .unavailable, .unreachable, .unreadable, .unconfirmed, .cancelled:
            self = .unanswered(
                error.description, mayHaveArrived: error.isOutcomeUnknown, retryAfter: error.retryAfter)
        }
    }
}

extension OutboxConflict {
    fileprivate init(_ kind: ConflictKind) {
        switch kind {
        case .idempotencyConflict: self = .keyInUse
        case .invalidState: self = .wrongState
        case .other: self = .other
        }
    }
}
