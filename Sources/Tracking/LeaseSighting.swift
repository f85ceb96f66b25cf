/// The stored lease of a profile. It holds no time: equal sightings mean no renewal in between, and the observer
/// measures the interval on its own clock.
package struct LeaseSighting: Sendable, Hashable {
    /// The fence of the current or last holder; 0 before the first.
    package var fence: LeaseFence
    /// Changes with each renewal.
    package var beat: Int
    /// Whether there is no holder.
    package var isFree: Bool

    package init(fence: LeaseFence, beat: Int, isFree: Bool) {
        self.fence = fence
        self.beat = beat
        self.isFree = isFree
    }
}
