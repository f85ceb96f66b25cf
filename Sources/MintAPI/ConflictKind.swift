/// Which of the conflicts behind a 409 it was (contract/README.md A7, A8).
package enum ConflictKind: Sendable, Hashable {
    /// The idempotency key was already used for another request.
    case idempotencyConflict
    /// The operation's status does not allow the action.
    case invalidState
    /// Another one, by the last word of the problem's type (cleaned, bounded); nil where the server gave none.
    case other(String?)

    init(problemName: String?) {
        switch problemName {
        case "idempotency-conflict": self = .idempotencyConflict
        case "invalid-state": self = .invalidState
        default: self = .other(problemName)
        }
    }
}
