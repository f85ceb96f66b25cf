/// What to do about the lease now, as a `LeaseMachine` decides.
package enum LeaseAction: Sendable, Hashable {
    /// Read the lease; answer with `saw`.
    case look
    /// Take the lease if it is still as it was seen; answer with `acquired`.
    case acquire(LeaseSighting)
    /// Renew the lease; answer with `renewed`.
    case renew(LeaseFence)
    /// Give the lease back; answer with `released`.
    case release(LeaseFence)
    /// Nothing to do before this time, counted from the machine's origin, unless an input comes first.
    case wait(until: Duration)
    /// Nothing to do until an input comes, however long that takes.
    case idle
}
