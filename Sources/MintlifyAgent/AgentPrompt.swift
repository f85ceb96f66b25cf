import Foundation
package import MintDomain
import Wire

/// Reads what was asked of the agent back from the outbox.
enum AgentPrompt {
    /// The text of an entry; nil where its body is none of this service.
    static func text(in entry: OutboxEntry) -> String? {
        // `try?`: a body of another shape holds no prompt.
        (try? JSONDecoder().decode(AgentPromptWire.self, from: Data(entry.body.utf8)))?.prompt
    }
}

extension Mutation {
    /// What an entry of the agent's outbox does, read off its verb and body; nil for one that is none of this service.
    package init?(agentEntry entry: OutboxEntry) {
        guard let text = AgentPrompt.text(in: entry) else { return nil }
        switch (entry.verb, entry.operationID) {
        case (Self.createJobVerb, nil): self = .createJob(prompt: text)
        case (Self.messageVerb, let id?): self = .message(id, text: text)
        default: return nil
        }
    }
}

extension JobMessage {
    /// What an entry of the agent's outbox says; nil for one that is none of this service.
    package init?(_ entry: OutboxEntry) {
        guard Mutation(agentEntry: entry) != nil, let text = AgentPrompt.text(in: entry) else { return nil }
        self.init(
            id: entry.key, text: text, createdAt: entry.createdAt, state: entry.state,
            isPrompt: entry.operationID == nil)
    }
}
