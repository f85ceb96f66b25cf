import Foundation

/// A point or a direction: meters, Y up, right-handed. Inlinable, because renderers call its methods for each pixel.
package struct Vector3: Sendable, Hashable {
    package var x: Float
    package var y: Float
    package var z: Float

    @inlinable package init(_ x: Float, _ y: Float, _ z: Float) {
        self.x = x
        self.y = y
        self.z = z
    }

    package static let zero = Vector3(0, 0, 0)
    package static let up = Vector3(0, 1, 0)

    @inlinable package var length: Float { (x * x + y * y + z * z).squareRoot() }

    /// The unit vector; the zero vector gives `up`, so that the result is always a direction.
    @inlinable package var normalized: Vector3 {
        let length = self.length
        return length > 1e-12 ? Vector3(x / length, y / length, z / length) : .up
    }

    package var channels: [Float] { [x, y, z] }

    @inlinable package func dot(_ other: Vector3) -> Float { x * other.x + y * other.y + z * other.z }

    @inlinable package func cross(_ other: Vector3) -> Vector3 {
        Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }

    @inlinable package static func + (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x + b.x, a.y + b.y, a.z + b.z) }
    @inlinable package static func - (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x - b.x, a.y - b.y, a.z - b.z) }
    @inlinable package static func * (a: Vector3, s: Float) -> Vector3 { Vector3(a.x * s, a.y * s, a.z * s) }
    @inlinable package static prefix func - (a: Vector3) -> Vector3 { Vector3(-a.x, -a.y, -a.z) }
    @inlinable package static func += (a: inout Vector3, b: Vector3) { a = a + b }
}

/// Interpolates linearly: `a` at 0, `b` at 1.
@inlinable package func blend(_ a: Float, _ b: Float, _ amount: Float) -> Float { a + (b - a) * amount }

/// Hermite interpolation: 0 below `low`, 1 above `high`.
@inlinable package func smoothStep(_ low: Float, _ high: Float, _ value: Float) -> Float {
    let t = min(max((value - low) / (high - low), 0), 1)
    return t * t * (3 - 2 * t)
}
