package import Foundation

/// A message from mintop to a documentation job: its prompt or a further instruction.
package struct JobMessage: Sendable, Hashable, Identifiable {
    package var id: IdempotencyKey
    package var text: String
    /// The time of the decision to send it.
    package var createdAt: Date
    package var state: OutboxState
    package var isPrompt: Bool

    package init(id: IdempotencyKey, text: String, createdAt: Date, state: OutboxState, isPrompt: Bool) {
        self.id = id
        self.text = text
        self.createdAt = createdAt
        self.state = state
        self.isPrompt = isPrompt
    }
}

extension JobMessage {
    /// Nil if the entry is not a message to a job.
    package init?(_ entry: OutboxEntry) {
        guard entry.mutation.isOfJob, let text = entry.mutation.text else { return nil }
        self.init(
            id: entry.key, text: text, createdAt: entry.createdAt, state: entry.state,
            isPrompt: entry.operationID == nil)
    }
}
