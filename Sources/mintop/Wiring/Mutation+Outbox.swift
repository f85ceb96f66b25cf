import MintDomain

extension Mutation {
    /// What an entry of the outbox does, as far as the dashboard has to name it; nil for the start of a generation,
    /// whose operation appears by itself.
    init?(resent entry: OutboxEntry) {
        guard let id = entry.operationID else { return nil }
        switch entry.verb {
        case "approve": self = .approve(id)
        case "cancel": self = .cancel(id)
        case "resume": self = .resume(id)
        // The feedback is in the entry's body; here only the act is named.
        case "revise": self = .revise(id, feedback: "")
        default: return nil
        }
    }
}
