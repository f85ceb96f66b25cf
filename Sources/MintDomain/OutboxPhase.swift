package import Foundation

/// An `OutboxState` without its details, for a compare-and-set. The raw values are the words in stores.
package enum OutboxPhase: String, Sendable, Hashable, CaseIterable {
    case held, sending, accepted, refused, uncertain
    case waiting = "unknown"
    case canceled = "withdrawn"

    package var isFinal: Bool {
        switch self {
        case .accepted, .refused, .canceled, .uncertain: true
        case .held, .sending, .waiting: false
        }
    }
}

extension OutboxState {
    package var phase: OutboxPhase {
        switch self {
        case .held: .held
        case .waiting: .waiting
        case .sending: .sending
        case .uncertain: .uncertain
        case .accepted: .accepted
        case .refused: .refused
        case .canceled: .canceled
        }
    }

    /// Whether a request in that state may have taken effect.
    package var mayHaveArrived: Bool {
        switch self {
        case .sending, .waiting, .accepted, .uncertain: true
        case .held, .refused, .canceled: false
        }
    }

    /// Returns the same state until another time, or until the user decides. The reason is one sentence.
    package func postponed(until time: Date?, because reason: String) -> OutboxState {
        phase == .held ? .held(until: time, because: reason) : .waiting(reason, nextTry: time)
    }
}
