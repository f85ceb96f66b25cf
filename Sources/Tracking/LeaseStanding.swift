/// The state of a process regarding the lease of its profile.
package enum LeaseStanding: Sendable, Hashable {
    /// Nothing to poll, so the lease is not requested.
    case idle
    /// Another process polls, or none yet; changes come from the storage.
    case following
    /// This process polls.
    case holding(LeaseFence)
    /// The storage cannot read or record the lease, so this process does not poll; one sentence.
    case unavailable(String)
}
