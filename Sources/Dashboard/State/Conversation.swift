package import MintDomain

/// What was said to a job from here.
package struct Conversation: Sendable, Hashable {
    package var id: OperationID
    /// The oldest first.
    package var messages: [JobMessage]
}
