/// One time of holding the lease: each holder gets a greater number than the one before it.
///
/// It goes with every write that only the holder may do, so that one who was stopped and wakes up late cannot
/// overwrite what its successor stored.
package struct LeaseFence: Sendable, Hashable, Comparable {
    /// From 1, for each profile on its own.
    package let number: Int

    /// Wraps the number a storage gave out.
    package init(_ number: Int) {
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
