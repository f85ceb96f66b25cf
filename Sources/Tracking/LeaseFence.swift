/// A fencing token of the lease: each holder gets a greater number.
///
/// Every write that only the holder may do carries it, so that a delayed former holder cannot overwrite its successor.
package struct LeaseFence: Sendable, Hashable, Comparable {
    /// From 1, separate for each profile.
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
