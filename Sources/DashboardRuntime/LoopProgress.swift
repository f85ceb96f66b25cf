/// The progress of the loop, for the watchdog that ends a stuck program.
package enum LoopProgress: Sendable, Hashable {
    case handledActions
    /// The loop is about to end and waits only for its own tasks.
    case ends(DashboardEnd)
}
