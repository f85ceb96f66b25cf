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
    /// The login name of the user who made it; nil if unknown.
    package var author: String?

    package init(
        key: IdempotencyKey, mutation: Mutation, method: String = "POST", path: String, body: String,
        state: OutboxState = .sending, createdAt: Date, resendCount: Int = 0,
        author: String? = nil
    ) {
        self.key = key
        self.mutation = mutation
        self.method = method
        self.path = path
        self.body = body
        self.state = state
        self.createdAt = createdAt
        self.resendCount = resendCount
        self.author = author
    }

    package var id: IdempotencyKey { key }
    package var operationID: OperationID? { mutation.operationID }
    package var verb: Verb { mutation.verb }
    /// Whether the server recognizes a repeated request by its key. Otherwise it is never resent once it may have
    /// arrived.
    package var isRepeatable: Bool { mutation.isRepeatable }
}

/// The state of a decision on disk, in the rules, in events and on the screen:
/// `held → sending → accepted | refused | waiting`, `waiting → sending`, and `held → canceled`.
///
/// A decision that is not repeatable goes from `sending` to `uncertain` instead of `waiting`, or back to `held` if the
/// attempt certainly did not arrive.
package enum OutboxState: Sendable, Hashable {
    /// It certainly did not arrive, and the user can undo it. It is sent at that time; without one only at the user's
    /// request. With a reason (one sentence) it is not a plain undo window.
    case held(until: Date?, because: String? = nil)
    /// No response came, so it may have taken effect: one sentence. It is sent at that time with the same key and body;
    /// without one when the outbox is restored, or at the user's request.
    case waiting(String, nextTry: Date? = nil)
    /// The request may be in flight.
    case sending
    /// It is not repeatable and may have arrived, but no response came; one sentence. Never sent again. Final.
    case uncertain(String)
    /// The server accepted it, with this operation. Final.
    case accepted(OperationID)
    /// The server refused it; one sentence with the reason. Final.
    case refused(String)
    /// It was undone before it was sent. Final.
    case canceled
}

/// The process that stored a decision, or the last one that moved it to `sending`.
package enum OutboxHolder: Sendable, Hashable {
    case me
    /// Another process that lives, or may live; its id, if known.
    case another(process: Int?)
    /// No live holder; the first process to move the decision to `sending` takes it.
    case noProcess
}
