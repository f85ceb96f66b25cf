package import Foundation

/// A mutation on its way to the server: on disk with its key before the first byte is sent (design.md sections 1, 4).
package struct OutboxEntry: Sendable, Hashable, Identifiable {
    /// The idempotency key, kept through every retry, crash and restart.
    package var key: IdempotencyKey
    /// `POST`.
    package var method: String
    /// Path and query below the base URL, such as `/v1/operations/op_1:approve`.
    package var path: String
    /// Canonical JSON (sorted keys), sent byte for byte at every try.
    package var body: String
    /// The operation it acts on; nil for one that starts a new operation.
    package var operationID: OperationID?
    /// The word for it: `approve`, `revise`, ….
    package var verb: String
    package var state: OutboxState
    package var createdAt: Date
    /// How often it went out again after the first time.
    package var resendCount: Int
    /// Whether the server takes a second copy of it for the first one. Where it does not, it never leaves again once it
    /// may have arrived.
    package var isRepeatable: Bool

    package init(
        key: IdempotencyKey, method: String = "POST", path: String, body: String, operationID: OperationID?,
        verb: String, state: OutboxState = .sending, createdAt: Date, resendCount: Int = 0,
        isRepeatable: Bool = true
    ) {
        self.key = key
        self.method = method
        self.path = path
        self.body = body
        self.operationID = operationID
        self.verb = verb
        self.state = state
        self.createdAt = createdAt
        self.resendCount = resendCount
        self.isRepeatable = isRepeatable
    }

    package var id: IdempotencyKey { key }
}

/// Where a mutation stands: `held → sending → accepted | refused | unknown`, and `held → withdrawn`.
///
/// `unknown` leads back to `sending`, with the same key and body, until there is an answer. What is not repeatable goes
/// from `sending` to `uncertain` instead, and back to `held` where the attempt surely did not arrive.
package enum OutboxState: Sendable, Hashable {
    /// It leaves at that time and not before; until then a person may withdraw it.
    case held(until: Date)
    /// The request may be on the wire.
    case sending
    /// The server took it; the operation it answered with. Final.
    case accepted(OperationID)
    /// The server refused it; one sentence that says why. Final.
    case refused(String)
    /// No answer came, so whether it took effect is not known; resent with the same key and body.
    case unknown(String)
    /// A person took it back before it left. Final.
    case withdrawn
    /// It is not repeatable and may have arrived, but no answer came; one sentence. It is never sent again. Final.
    case uncertain(String)
}
