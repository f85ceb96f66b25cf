/// An `OutboxState` without its details: what a compare-and-set compares.
package enum OutboxPhase: String, Sendable, Hashable, CaseIterable {
    case held, sending, accepted, refused, unknown, withdrawn, uncertain

    /// Whether nothing follows it.
    package var isFinal: Bool {
        switch self {
        case .accepted, .refused, .withdrawn, .uncertain: true
        case .held, .sending, .unknown: false
        }
    }
}

extension OutboxState {
    /// Which of the states it is.
    package var phase: OutboxPhase {
        switch self {
        case .held: .held
        case .sending: .sending
        case .accepted: .accepted
        case .refused: .refused
        case .unknown: .unknown
        case .withdrawn: .withdrawn
        case .uncertain: .uncertain
        }
    }
}
