/// The axis-aligned bounding box of a mesh, in meters, Y up.
package struct Bounds: Sendable, Hashable {
    package var minimum: Vector3
    package var maximum: Vector3

    package init(minimum: Vector3, maximum: Vector3) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Nil if there are no points.
    package init?(of points: [Vector3]) {
        guard let first = points.first else { return nil }
        var low = first
        var high = first
        for point in points {
            low = Vector3(min(low.x, point.x), min(low.y, point.y), min(low.z, point.z))
            high = Vector3(max(high.x, point.x), max(high.y, point.y), max(high.z, point.z))
        }
        self.init(minimum: low, maximum: high)
    }

    package var size: Vector3 { maximum - minimum }
    package var center: Vector3 { (maximum + minimum) * 0.5 }
}
