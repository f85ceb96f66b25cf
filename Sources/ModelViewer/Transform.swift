import Foundation

/// An affine transform from local to world coordinates.
package struct Transform: Sendable, Hashable {
    package var right: Vector3
    package var up: Vector3
    package var forward: Vector3
    package var origin: Vector3

    package static let identity = Transform()

    package init(
        right: Vector3 = Vector3(1, 0, 0), up: Vector3 = Vector3(0, 1, 0), forward: Vector3 = Vector3(0, 0, 1),
        origin: Vector3 = .zero
    ) {
        (self.right, self.up, self.forward, self.origin) = (right, up, forward, origin)
    }

    package func point(_ p: Vector3) -> Vector3 {
        Vector3(
            right.x * p.x + up.x * p.y + forward.x * p.z + origin.x,
            right.y * p.x + up.y * p.y + forward.y * p.z + origin.y,
            right.z * p.x + up.z * p.y + forward.z * p.z + origin.z)
    }

    package func direction(_ d: Vector3) -> Vector3 {
        Vector3(
            right.x * d.x + up.x * d.y + forward.x * d.z, right.y * d.x + up.y * d.y + forward.y * d.z,
            right.z * d.x + up.z * d.y + forward.z * d.z)
    }

    /// Transforms a normal, also under nonuniform scaling.
    package func normal(_ n: Vector3) -> Vector3 {
        let a = up.cross(forward)
        let b = forward.cross(right)
        let c = right.cross(up)
        let flip: Float = right.dot(a) < 0 ? -1 : 1
        return (a * n.x + b * n.y + c * n.z).normalized * flip
    }

    package func moved(_ x: Float, _ y: Float, _ z: Float) -> Transform {
        var result = self
        result.origin = point(Vector3(x, y, z))
        return result
    }

    package func scaled(_ x: Float, _ y: Float, _ z: Float) -> Transform {
        Transform(right: right * x, up: up * y, forward: forward * z, origin: origin)
    }

    package func scaled(_ s: Float) -> Transform { scaled(s, s, s) }

    /// Rotates about the local axis; radians, counter-clockwise seen against the axis.
    package func turned(x angle: Float) -> Transform {
        let (c, s) = (cos(angle), sin(angle))
        return Transform(
            right: right, up: up * c + forward * s, forward: forward * c - up * s, origin: origin)
    }

    package func turned(y angle: Float) -> Transform {
        let (c, s) = (cos(angle), sin(angle))
        return Transform(
            right: right * c - forward * s, up: up, forward: forward * c + right * s, origin: origin)
    }

    package func turned(z angle: Float) -> Transform {
        let (c, s) = (cos(angle), sin(angle))
        return Transform(right: right * c + up * s, up: up * c - right * s, forward: forward, origin: origin)
    }
}
