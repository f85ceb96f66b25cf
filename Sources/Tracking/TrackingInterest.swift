package import MintDomain

/// What one process asks of whichever process polls for all.
package struct TrackingInterest: Sendable, Hashable {
    /// What a person asked to be read again at once, beyond the schedule.
    package enum Refresh: Sendable, Hashable {
        /// These operations; none of them where it is empty.
        case these(Set<OperationID>)
        /// Everything that has not ended.
        case everything

        /// Adds another wish to this one.
        package mutating func formUnion(_ other: Refresh) {
            switch (self, other) {
            case (.these(let mine), .these(let theirs)): self = .these(mine.union(theirs))
            case (.everything, _), (_, .everything): self = .everything
            }
        }
    }

    /// What the person looks at; nil where that is no operation.
    package var selected: OperationID?
    /// What is asked for once, with this interest; not again with the next one.
    package var refresh: Refresh

    /// Puts an interest together.
    package init(selected: OperationID? = nil, refresh: Refresh = .these([])) {
        self.selected = selected
        self.refresh = refresh
    }
}

/// What another living process said last of its interest.
package struct TrackingPeer: Sendable, Hashable {
    /// Tells processes apart; means nothing else.
    package var name: String
    /// Grows with each interest this process states.
    package var serial: Int
    package var interest: TrackingInterest

    /// Puts a peer together.
    package init(name: String, serial: Int, interest: TrackingInterest) {
        self.name = name
        self.serial = serial
        self.interest = interest
    }
}
