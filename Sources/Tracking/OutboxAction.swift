package import Foundation
package import MintDomain

/// What `OutboxRules` want done next.
package enum OutboxAction: Sendable, Hashable {
    /// Store the change, then say `stored`.
    case store(OutboxChange)
    /// Send the entry as it is, then say `attemptEnded`.
    case send(OutboxEntry)
    /// Nothing before that time, as `OutboxMoment.elapsed` counts.
    case wait(until: Duration)
    /// Nothing until something is put in; no timer is needed.
    case idle
}

/// A compare-and-set of one row: it happens only where the row still stands as `from`.
package struct OutboxChange: Sendable, Hashable {
    package var key: IdempotencyKey
    package var from: OutboxState
    package var to: OutboxState
}

/// How a compare-and-set ended.
package enum OutboxStoring: Sendable, Hashable {
    /// It is on disk.
    case done
    /// The row stood otherwise: another process has it.
    case taken
    /// It could not be stored; one sentence.
    case failed(String)
}

/// A point in time, on both clocks.
package struct OutboxMoment: Sendable, Hashable {
    /// On a clock that only runs forward, from any start: what waits are measured with.
    package var elapsed: Duration
    /// The time of day: what people see, and what other runs of the program can compare with.
    package var date: Date

    package init(elapsed: Duration, date: Date) {
        self.elapsed = elapsed
        self.date = date
    }

    /// The time of day at a point of the other clock.
    func date(at instant: Duration) -> Date {
        date.addingTimeInterval((instant - elapsed) / .seconds(1))
    }
}
