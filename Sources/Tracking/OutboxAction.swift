package import Foundation
package import MintDomain

/// The next action that `OutboxRules` request.
package enum OutboxAction: Sendable, Hashable {
    /// Store the change, then report `stored`.
    case store(OutboxChange)
    /// Send the entry unchanged, then report `attemptEnded`.
    case send(OutboxEntry)
    /// Nothing before that time, relative to `OutboxMoment.elapsed`.
    case wait(until: Duration)
    /// Nothing until an input comes; no timer is needed.
    case idle
}

/// A compare-and-set of one row: applies only if the row is in the phase of `from`.
package struct OutboxChange: Sendable, Hashable {
    package var key: IdempotencyKey
    package var from: OutboxState
    package var to: OutboxState
}

package enum OutboxStoring: Sendable, Hashable {
    case done
    /// The row was in another state: another process has it.
    case taken
    /// An earlier decision about the operation is unsettled; one sentence.
    case blocked(String)
    /// Storing failed; one sentence.
    case failed(String)
}

/// A point in time on both clocks.
package struct OutboxMoment: Sendable, Hashable {
    /// The time on a monotonic clock with any origin, to measure waits.
    package var elapsed: Duration
    /// The time of day, for display and for comparison with other runs.
    package var date: Date

    package init(elapsed: Duration, date: Date) {
        self.elapsed = elapsed
        self.date = date
    }

    func date(at instant: Duration) -> Date {
        date.addingTimeInterval((instant - elapsed) / .seconds(1))
    }
}
