/// The conflict behind a 409.
package enum ConflictKind: Sendable, Hashable {
    /// The idempotency key belongs to another request.
    case idempotencyConflict
    /// The operation's status does not allow the action.
    case invalidState
    /// Another conflict, with the last word of the problem's type (cleaned, bounded), if any.
    case other(String?)

    package init(problemName: String?) {
        switch problemName {
        case "idempotency-conflict": self = .idempotencyConflict
        case "invalid-state": self = .invalidState
        default: self = .other(problemName)
        }
    }
}
