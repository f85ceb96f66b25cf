package import MintDomain

/// The messages that this program sent to a job.
package struct Conversation: Sendable, Hashable {
    package var id: OperationID
    /// Oldest first.
    package var messages: [JobMessage]
}
