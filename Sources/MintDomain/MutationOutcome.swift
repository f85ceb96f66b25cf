package enum MutationOutcome: Sendable, Hashable {
    /// The server accepted it; the operation to track.
    case accepted(OperationID)
    /// The server refused it, or it could not be stored and was not sent: one sentence.
    case refused(String)
    /// No response came; it may have taken effect, and is sent again with the same key: one sentence.
    case unknown(String)
    /// No response came, and it must not be sent again: the user must check the service. One sentence.
    case uncertain(String)
}
