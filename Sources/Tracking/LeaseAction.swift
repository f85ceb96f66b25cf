/// An action for the lease, decided by a `LeaseMachine`.
package enum LeaseAction: Sendable, Hashable {
    /// Read the lease; report `saw`.
    case look
    /// Take the lease if it is unchanged; report `acquired`.
    case acquire(LeaseSighting)
    /// Renew the lease; report `renewed`.
    case renew(LeaseFence)
    /// Give the lease back; report `released`.
    case release(LeaseFence)
    /// Nothing to do before this time since the machine's origin, unless an input comes first.
    case wait(until: Duration)
    /// Nothing to do until an input comes.
    case idle
}
