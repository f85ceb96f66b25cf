package import Foundation

/// A decision in the outbox, stored with its key before the request is sent.
package struct OutboxEntry: Sendable, Hashable, Identifiable {
    /// The idempotency key, kept through retries, crashes and restarts.
    package var key: IdempotencyKey
    package var mutation: Mutation
    /// `POST`.
    package var method: String
    /// The path and query below the base URL, such as `/v1/operations/op_1:approve`.
    package var path: String
    /// Canonical JSON (sorted keys), sent byte for byte in every attempt.
    package var body: String
    package var state: OutboxState
    package var createdAt: Date
    /// The number of attempts after the first.
    package var resendCount: Int

    package init(
        key: IdempotencyKey, mutation: Mutation, method: String = "POST", path: String, body: String,
        state: OutboxState = .sending, createdAt: Date, resendCount: Int = 0
    ) {
        self.key = key
        self.mutation = mutation
        self.method = method
        self.path = path
        self.body = body
        self.state = state
        self.createdAt = createdAt
        self.resendCount = resendCount
    }

    package var id: IdempotencyKey { key }
    package var operationID: OperationID? { mutation.operationID }
    package var verb: Verb { mutation.verb }
    /// Whether the server recognizes a repeated request by its key. Otherwise it is never resent once it may have
    /// arrived.
    package var isRepeatable: Bool { mutation.isRepeatable }
}

/// The state of a mutation: `held → sending → accepted | refused | unknown`, and `held → withdrawn`.
///
/// `unknown` returns to `sending`, with the same key and body, until there is a response. A mutation that is not
/// repeatable goes from `sending` to `uncertain` instead, or back to `held` if the attempt certainly did not arrive.
package enum OutboxState: Sendable, Hashable {
    /// The user can undo it until that time, when it is sent.
    case held(until: Date)
    /// The request may be in flight.
    case sending
    /// The server accepted it, with this operation. Final.
    case accepted(OperationID)
    /// The server refused it; one sentence with the reason. Final.
    case refused(String)
    /// No response came, so it may have taken effect; resent with the same key and body.
    case unknown(String)
    /// The user undid it before it was sent. Final.
    case withdrawn
    /// It is not repeatable and may have arrived, but no response came; one sentence. Never sent again. Final.
    case uncertain(String)
}
