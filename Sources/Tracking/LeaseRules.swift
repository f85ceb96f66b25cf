/// The parameters of the lease; another process takes over within 5 s.
package struct LeaseRules: Sendable, Hashable {
    /// The time for which a lease without renewal is valid, for its holder and for others.
    ///
    /// Below 5 s, to leave time to see the last renewal and to write the takeover.
    package var timeToLive: Duration = .seconds(4)
    /// The renewal interval of the holder: two renewals may fail without effect.
    package var heartbeat: Duration = .milliseconds(1300)

    package init() {}
}
