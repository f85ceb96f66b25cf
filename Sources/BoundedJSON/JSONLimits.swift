/// The limits checked before JSON is decoded.
package struct JSONLimits: Sendable, Hashable {
    /// The maximum nesting of lists and objects.
    package var depth: Int
    /// The maximum number of values: lists, objects, strings, numbers and literals.
    package var values: Int

    package init(depth: Int = 64, values: Int = 20_000) {
        self.depth = depth
        self.values = values
    }

    /// 64 levels and 20,000 values. A page of 100 resources has about 4,000; reading 20,000 blocks a thread for less than 100 ms.
    package static let standard = JSONLimits()
}
