package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// A decision without an outcome: held, being sent, or waiting for a retry.
package struct OutboxItem: Sendable, Hashable, Identifiable {
    package enum Phase: Sendable, Hashable {
        /// It is sent at that time and can be undone until then.
        case held(until: Date)
        /// It is left over from an earlier session and sent only at the user's request. The text is the reason, one
        /// sentence.
        case offered(String)
        case sending
        /// It is sent again, with the same key, at that time. The text is the reason, one sentence.
        case waiting(String, nextTry: Date)
        /// Another process holds or sends it. Its id is nil if unknown.
        case elsewhere(process: Int?, isHeld: Bool)
    }

    package let id: IdempotencyKey
    package let mutation: Mutation
    package var phase: Phase
    /// The time of the decision; nil if unknown.
    package var madeAt: Date?
    /// Whether the decision surely never reached the server, so that it can be undone.
    package var isUnsent: Bool

    /// If `isUnsent` is nil, it is derived from the phase.
    package init(
        id: IdempotencyKey, mutation: Mutation, phase: Phase, madeAt: Date? = nil, isUnsent: Bool? = nil
    ) {
        self.id = id
        self.mutation = mutation
        self.phase = phase
        self.madeAt = madeAt
        self.isUnsent =
            isUnsent
            ?? {
                switch phase {
                case .held, .offered: true
                case .sending, .waiting, .elsewhere: false
                }
            }()
    }

    /// The name of another process for use in a sentence.
    package static func place(of process: Int?) -> SafeText {
        process.map { "mintop process \($0)" } ?? "another mintop"
    }

    /// Whether this process holds or sends it.
    var isOwn: Bool {
        if case .elsewhere = phase { false } else { true }
    }

    /// Whether it can still be undone here.
    package var isHere: Bool {
        switch phase {
        case .held, .offered: true
        case .waiting: isUnsent
        case .sending, .elsewhere: false
        }
    }
}
