package import MintDomain

/// What to do now, as a `PollSchedule` decides.
package enum PollAction: Sendable, Hashable {
    /// Ask about this operation now; the schedule counts it as on the wire already.
    case fetch(PollTicket)
    /// Nothing to do before this time, counted from the schedule's origin, unless an input comes first.
    case wait(until: Duration)
    /// Nothing to do until an input comes, however long that takes.
    case idle
}

/// One request on the wire: which operation, and the how-manyth request of the schedule it is.
package struct PollTicket: Sendable, Hashable {
    /// The operation it asks about.
    package let id: OperationID
    /// Counts up from 1; a request with a lower number started earlier.
    package let number: Int
}

/// What a failed request means for the others.
package enum FailureScope: Sendable, Hashable {
    /// It says nothing yet: the same is asked again at once.
    case nobody
    /// It is this operation's own trouble; the others go on.
    case operation
    /// The whole server is left alone until this time, counted from the schedule's origin.
    case server(retryAt: Duration)
}
