import Foundation
package import ModelViewer

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

    /// Right, up and forward, each of length 1.
    var axes: (right: Vector3, up: Vector3, forward: Vector3) {
        var forward = (target - eye).normalized
        if case .equirectangular = projection { forward = Vector3(forward.x, 0, forward.z).normalized }
        let right = forward.cross(.up).normalized
        return (right, right.cross(forward), forward)
    }
}

/// A camera with a picture size, for conversions between points, directions and pixels.
struct View {
    let camera: Camera
    let width: Float
    let height: Float
    let right: Vector3
    let up: Vector3
    let forward: Vector3
    /// The pixels for a slope of 1; only for perspective.
    let scale: Float

    init(_ camera: Camera, width: Int, height: Int) {
        self.camera = camera
        self.width = Float(width)
        self.height = Float(height)
        (right, up, forward) = camera.axes
        if case .perspective(let fieldOfView) = camera.projection {
            scale = Float(height) / 2 / tan(fieldOfView / 2)
        } else {
            scale = 0
        }
    }

    /// The pixel position and the nearness (1 / distance); nearness 0 if the point is not visible.
    func project(_ point: Vector3) -> Vector3 {
        let d = point - camera.eye
        let (x, y, z) = (d.dot(right), d.dot(up), d.dot(forward))
        if case .perspective = camera.projection {
            guard z > 0.02 else { return .zero }
            return Vector3(width / 2 + x / z * scale, height / 2 - y / z * scale, 1 / z)
        }
        let distance = max(d.length, 1e-4)
        let longitude = atan2(x, z)
        let latitude = asin(min(max(y / distance, -1), 1))
        return Vector3((longitude / (2 * .pi) + 0.5) * width, (0.5 - latitude / .pi) * height, 1 / distance)
    }

    /// The view direction at a pixel position.
    func direction(_ x: Float, _ y: Float) -> Vector3 {
        if case .perspective = camera.projection {
            return (forward + right * ((x - width / 2) / scale) + up * ((height / 2 - y) / scale)).normalized
        }
        let longitude = (x / width - 0.5) * 2 * .pi
        let latitude = (0.5 - y / height) * .pi
        let level = forward * cos(longitude) + right * sin(longitude)
        return level * cos(latitude) + Vector3(0, sin(latitude), 0)
    }
}
