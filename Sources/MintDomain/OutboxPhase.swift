/// An `OutboxState` without its details, for a compare-and-set.
package enum OutboxPhase: String, Sendable, Hashable, CaseIterable {
    case held, sending, accepted, refused, unknown, withdrawn, uncertain

    package var isFinal: Bool {
        switch self {
        case .accepted, .refused, .withdrawn, .uncertain: true
        case .held, .sending, .unknown: false
        }
    }
}

extension OutboxState {
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
