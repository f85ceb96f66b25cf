package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// A decision without an outcome: held, being sent, or waiting for a retry.
package struct OutboxItem: Sendable, Hashable, Identifiable {
    package let id: IdempotencyKey
    package let mutation: Mutation
    package var state: OutboxState
    package var holder: OutboxHolder
    /// The time of the decision; nil if unknown.
    package var madeAt: Date?

    package init(
        id: IdempotencyKey, mutation: Mutation, state: OutboxState, holder: OutboxHolder = .me, madeAt: Date? = nil
    ) {
        self.id = id
        self.mutation = mutation
        self.state = state
        self.holder = holder
        self.madeAt = madeAt
    }

    /// The other process that holds or sends it, for use in a sentence; nil if it is this one.
    package var otherPlace: SafeText? {
        guard case .another(let process) = holder else { return nil }
        return process.map { "mintop process \($0)" } ?? "another mintop"
    }

    /// Whether it certainly never reached the server.
    package var isHeld: Bool { state.phase == .held }

    /// The end of its undo window, here; nil if none is running.
    package var heldUntil: Date? {
        guard otherPlace == nil, case .held(let until, because: nil) = state else { return nil }
        return until
    }

    /// Whether it is left over from an earlier session, or kept, and sent only at the user's request.
    var isLeftOver: Bool {
        switch state {
        case .held(nil, _), .waiting(_, nil): otherPlace == nil
        default: false
        }
    }

    /// The reason and the time of the next attempt, here; nil if it does not wait for one.
    var retry: (reason: String, nextTry: Date)? {
        guard otherPlace == nil else { return nil }
        return switch state {
        case .held(let time?, let reason?), .waiting(let reason, let time?): (reason, time)
        default: nil
        }
    }

    /// Whether it can still be undone here.
    package var isHere: Bool { otherPlace == nil && (isHeld || isLeftOver) }
}
