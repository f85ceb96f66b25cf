package import FoundationEssentials
package import MintDomain

/// A decision that has not reached its end: held, on its way, or waiting for another try.
package struct OutboxItem: Sendable, Hashable, Identifiable {
    /// Where it stands.
    package enum Phase: Sendable, Hashable {
        /// It leaves at that time, and can be taken back until then.
        case held(until: Date)
        /// Left over from another time: it leaves only when a person says so. One sentence says why.
        case offered(String)
        case sending
        /// It goes out again, with the same key, at that time; one sentence says why.
        case waiting(String, nextTry: Date)
    }

    package let id: IdempotencyKey
    package let mutation: Mutation
    package var phase: Phase

    package init(id: IdempotencyKey, mutation: Mutation, phase: Phase) {
        self.id = id
        self.mutation = mutation
        self.phase = phase
    }

    /// Whether it has not left yet, so that it can still be taken back.
    package var isHere: Bool {
        switch phase {
        case .held, .offered: true
        case .sending, .waiting: false
        }
    }
}
