import CommandOutput
import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import MintlifyAgent
import ServiceClient
import Tracking

/// The requests to one of the two servers.
package struct ServiceCalls: Sendable {
    /// One attempt. The cause has the meaning of a failure for the poller and for the exit status; nil for a success, and
    /// if the client itself gave up.
    struct Attempt: Sendable {
        var answer: OutboxAnswer
        var cause: (failure: ReadFailure, status: CommandFailure.Status)?

        fileprivate static func failure<Owner: Service>(
            _ answer: OutboxAnswer, _ error: ServiceError<Owner>
        ) -> Attempt {
            Attempt(answer: answer, cause: error == .canceled ? nil : (error.readFailure, CommandFailure(error).status))
        }
    }

    /// Reads an operation or a job, without retries of its own; the poll schedule decides about those.
    var poll: @Sendable (OperationID) async throws -> OperationReading
    /// Fixes the path and the body of a change; throws `InvalidInput`.
    var prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
    var send: @Sendable (OutboxEntry) async -> Attempt
    /// Reads an operation or a job once, before a decision about it is sent.
    var check: @Sendable (OperationID) async -> Attempt
    /// Reads an operation or a job once, because the stored status may be wrong after a decision.
    var reread: @Sendable (OperationID) async throws -> OperationReading
}

extension ServiceCalls {
    /// The Mint API. `sender` must send a change once for each call.
    init(_ client: MintClient, sender: MintClient, now: @escaping @Sendable () -> Date) {
        self.init(
            poll: { try await client.poll($0) },
            prepare: { try client.prepare($0, key: $1, now: now()) },
            send: { entry in
                do throws(MintError) {
                    return Attempt(answer: .accepted(try await sender.send(entry)))
                } catch {
                    return .failure(OutboxAnswer(error), error)
                }
            },
            check: { id in
                do throws(MintError) {
                    return Attempt(answer: .accepted(try await sender.operation(id, retries: .never)))
                } catch {
                    return .failure(OutboxAnswer(reading: error), error)
                }
            },
            reread: { try await client.operation($0, retries: .never) })
    }

    /// The documentation agent, whose server has no idempotency keys.
    init(_ agent: MintlifyClient, now: @escaping @Sendable () -> Date) {
        self.init(
            poll: { try await agent.poll($0) },
            prepare: { try agent.prepare($0, key: $1, now: now()) },
            send: { entry in
                do throws(MintlifyError) {
                    return Attempt(answer: .accepted(try await agent.send(entry)))
                } catch {
                    let answer = OutboxAnswer.failed(
                        error.description, isOutcomeUnknown: error.isOutcomeUnknown, isPassing: error.isPassing,
                        retryAfter: error.retryAfter)
                    return .failure(answer, error)
                }
            },
            check: { id in
                do throws(MintlifyError) {
                    return Attempt(answer: .accepted(try await agent.job(id)))
                } catch {
                    let answer = OutboxAnswer.unanswered(
                        error.description, mayHaveArrived: false, retryAfter: error.retryAfter)
                    return .failure(answer, error)
                }
            },
            reread: { try await agent.job($0) })
    }
}

extension OutboxAnswer {
    /// The meaning of a failed send for its entry.
    fileprivate init(_ error: MintError) {
        switch error {
        case .conflict: self = .conflict(error.description)
        case .unauthorized, .forbidden: self = .turnedAway(error.description)
        case .paymentRequired, .notFound, .invalid, .refused: self = .refused(error.description)
        case .unreachable(let failure) where !failure.isPassing && !failure.mayHaveArrived:
            self = .turnedAway(error.description)
        case .rateLimited, .unavailable, .unreachable, .unreadable, .unconfirmed, .canceled:
            self = .unanswered(
                error.description, mayHaveArrived: error.isOutcomeUnknown, retryAfter: error.retryAfter)
        }
    }
}

extension OutboxAnswer {
    /// The meaning of a failed check before a decision: the decision was not sent.
    fileprivate init(reading error: MintError) {
        self =
            switch OutboxAnswer(error) {
            case .unanswered(let sentence, _, let retryAfter):
                .unanswered(sentence, mayHaveArrived: false, retryAfter: retryAfter)
            case .refused(let sentence), .conflict(let sentence): .refused(sentence)
            case let answer: answer
            }
    }
}
