package import Foundation

/// One thing that mintop said to a documentation job: the prompt that made it, or a further instruction.
package struct JobMessage: Sendable, Hashable, Identifiable {
    package var id: IdempotencyKey
    /// As it was written.
    package var text: String
    /// When the decision to send it was made.
    package var createdAt: Date
    /// Whether it arrived, as far as that is known.
    package var state: OutboxState
    /// Whether it is the prompt that made the job.
    package var isPrompt: Bool

    package init(id: IdempotencyKey, text: String, createdAt: Date, state: OutboxState, isPrompt: Bool) {
        self.id = id
        self.text = text
        self.createdAt = createdAt
        self.state = state
        self.isPrompt = isPrompt
    }
}
