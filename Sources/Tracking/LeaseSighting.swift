/// The lease of a profile as it lies in the storage. It holds no time: two sightings that are equal mean that nobody
/// renewed it in between, and how long that was the observer measures on its own clock.
package struct LeaseSighting: Sendable, Hashable {
    /// Whose time it is, or the last one whose time it was; 0 where there never was one.
    package var fence: LeaseFence
    /// Changes with each renewal.
    package var beat: Int
    /// Whether nobody holds it.
    package var isFree: Bool

    /// Puts together what was read.
    package init(fence: LeaseFence, beat: Int, isFree: Bool) {
        self.fence = fence
        self.beat = beat
        self.isFree = isFree
    }
}
