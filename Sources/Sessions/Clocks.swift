package import Foundation

/// The clocks of the process. Modules get them from the executable, so that tests can replace the time of day.
package struct Clocks: Sendable {
    /// The time of day.
    package let now: @Sendable () -> Date
    /// The clock for durations; it never goes back.
    package let monotonic: ContinuousClock

    package init(now: @escaping @Sendable () -> Date, monotonic: ContinuousClock) {
        self.now = now
        self.monotonic = monotonic
    }
}
