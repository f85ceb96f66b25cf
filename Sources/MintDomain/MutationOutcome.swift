/// How a mutation ended, as a person needs to know it.
package enum MutationOutcome: Sendable, Hashable {
    /// The server took it; the operation to watch.
    case accepted(OperationID)
    /// The server refused it, or it could not be stored and so was not sent: one sentence.
    case refused(String)
    /// No answer came; whether it took effect is not known, and it will be sent again with the same key: one sentence.
    case unknown(String)
    /// No answer came, and it must not be sent a second time: whether it took effect stays unknown until a person looks
    /// at the service. One sentence.
    case uncertain(String)
}
