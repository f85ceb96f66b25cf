package import MintDomain

package enum PollAction: Sendable, Hashable {
    /// Poll this operation now; the schedule already counts it as in flight.
    case fetch(PollTicket)
    /// Nothing to do before this time since the schedule's origin, unless an input comes first.
    case wait(until: Duration)
    /// Nothing to do until an input comes.
    case idle
}

/// A request in flight: its operation and number.
package struct PollTicket: Sendable, Hashable {
    package let id: OperationID
    /// Increases from 1; a lower number started earlier.
    package let number: Int
}

/// The effect of a failed request on other operations.
package enum FailureScope: Sendable, Hashable {
    /// None yet: the same request is repeated at once.
    case noOperation
    /// The failure concerns only this operation.
    case operation
    /// The server gets no requests until this time since the schedule's origin.
    case server(retryAt: Duration)
}
