package import MintDomain

/// The interest of one process, for the polling process.
package struct TrackingInterest: Sendable, Hashable {
    /// The user's request to poll at once, beyond the schedule.
    package enum Refresh: Sendable, Hashable {
        /// These operations; may be empty.
        case these(Set<OperationID>)
        /// Everything that has not ended.
        case everything

        /// Adds another request to this one.
        package mutating func formUnion(_ other: Refresh) {
            switch (self, other) {
            case (.these(let mine), .these(let theirs)): self = .these(mine.union(theirs))
            case (.everything, _), (_, .everything): self = .everything
            }
        }
    }

    package var selected: OperationID?
    /// The refresh request, made once with this interest and not repeated with the next.
    package var refresh: Refresh

    package init(selected: OperationID? = nil, refresh: Refresh = .these([])) {
        self.selected = selected
        self.refresh = refresh
    }
}

/// The latest interest of another living process.
package struct TrackingPeer: Sendable, Hashable {
    /// Identifies the process; has no other meaning.
    package var name: String
    /// Increases with each interest of the process.
    package var serial: Int
    package var interest: TrackingInterest

    package init(name: String, serial: Int, interest: TrackingInterest) {
        self.name = name
        self.serial = serial
        self.interest = interest
    }
}
