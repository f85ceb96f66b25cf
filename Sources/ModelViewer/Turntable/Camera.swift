/// The position, direction and projection of a picture.
package struct Camera: Sendable, Hashable {
    package enum Projection: Sendable, Hashable {
        /// A perspective projection with the vertical field of view in radians.
        case perspective(fieldOfView: Float)
        /// A full sphere: longitude across, latitude down. The center looks from `eye` to `target`, level.
        case equirectangular
    }

    package var eye: Vector3
    package var target: Vector3
    package var projection: Projection

    package init(eye: Vector3, target: Vector3, projection: Projection) {
        self.eye = eye
        self.target = target
        self.projection = projection
    }
}
