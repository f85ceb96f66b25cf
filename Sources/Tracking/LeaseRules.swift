/// The numbers of the lease (design.md section 4: another process takes over within 5 s).
package struct LeaseRules: Sendable, Hashable {
    /// How long a lease that is not renewed is still respected, and how long its holder may act on it.
    ///
    /// Under the 5 s of the promise, by what it takes to see the last renewal and to write the take-over.
    package var timeToLive: Duration = .seconds(4)
    /// How often the holder renews it: two renewals may fail before anybody notices.
    package var heartbeat: Duration = .milliseconds(1300)

    /// The numbers of the promise.
    package init() {}
}
