/// How a process stands to the lease of its profile.
package enum LeaseStanding: Sendable, Hashable {
    /// There is nothing to poll, so nobody asks for the lease here.
    case idle
    /// Another process polls, or none does yet; changes come from the storage.
    case following
    /// This process polls.
    case holding(LeaseFence)
    /// The storage cannot say or take down who polls, so this process does not; one sentence.
    case unavailable(String)
}
