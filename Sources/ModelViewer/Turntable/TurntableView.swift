import Foundation

/// A camera with a picture size, for conversions between points, directions and pixels.
package struct TurntableView: Sendable {
    package let eye: Vector3
    let right: Vector3
    let up: Vector3
    let forward: Vector3
    package let width: Float
    package let height: Float
    /// The pixels for a slope of 1.
    let scaleX: Float
    let scaleY: Float
    /// The distance of the near plane.
    let near: Float
    /// Whether the picture is equirectangular.
    let isSphere: Bool

    init(_ camera: Camera, width: Int, height: Int) {
        var forward = camera.target - camera.eye
        if case .perspective(let fieldOfView) = camera.projection {
            isSphere = false
            scaleY = Float(height) / 2 / tan(fieldOfView / 2)
        } else {
            isSphere = true
            scaleY = 0
            forward.y = 0
        }
        scaleX = scaleY
        self.forward = forward.normalized
        right = self.forward.cross(.up).normalized
        up = right.cross(self.forward)
        eye = camera.eye
        self.width = Float(width)
        self.height = Float(height)
        near = 0.02
    }

    /// `pixelAspect` is the width of a pixel divided by its height.
    init(_ camera: OrbitCamera, _ scene: SceneGeometry, width: Int, height: Int) {
        isSphere = false
        let pitch = min(max(camera.pitch, -.pi / 2), .pi / 2)
        let (sinYaw, cosYaw) = (sin(camera.yaw), cos(camera.yaw))
        let (sinPitch, cosPitch) = (sin(pitch), cos(pitch))
        forward = Vector3(-sinYaw * cosPitch, -sinPitch, -cosYaw * cosPitch)
        right = Vector3(cosYaw, 0, -sinYaw)
        up = right.cross(forward)
        self.width = Float(width)
        self.height = Float(height)
        scaleY = Float(height) / 2 / tan(OrbitCamera.fieldOfView / 2)
        scaleX = scaleY
        let zoom = min(max(camera.zoom, OrbitCamera.zoomRange.lowerBound), OrbitCamera.zoomRange.upperBound)
        let fitting = SIMD2(2 * scaleX / self.width, 2 * scaleY / self.height)
        let distance = Self.distance(of: scene, sinPitch, cosPitch, fitting) / zoom
        let half = scene.halfSize
        let target = scene.bounds.center + right * (camera.pan.x * half) + up * (camera.pan.y * half)
        eye = target - forward * distance
        near = max(min(distance * 0.05, half * 0.02), 1e-7)
    }

    /// The distance from the center at which the whole scene is visible at every yaw.
    ///
    /// It fits the scene's body of revolution, so that rotation does not change the size. `fitting` converts a slope to
    /// a fraction of half the picture, across and up.
    private static func distance(
        of scene: SceneGeometry, _ sinPitch: Float, _ cosPitch: Float, _ fitting: SIMD2<Float>
    ) -> Float {
        let slice = scene.bounds.size.y / Float(max(scene.girths.count, 1))
        var distance = scene.halfSize * 0.5
        for (number, girth) in scene.girths.enumerated() where girth >= 0 {
            for edge in 0...1 {
                let y = Float(number + edge) * slice - scene.bounds.size.y / 2
                for step in 0..<16 {
                    let angle = Float(step) * .pi / 8
                    let (across, along) = (sin(angle) * girth, cos(angle) * girth)
                    let up = abs(y * cosPitch - along * sinPitch)
                    let nearer = y * sinPitch + along * cosPitch
                    distance = max(distance, max(up * fitting.y, abs(across) * fitting.x) / 0.94 + nearer)
                }
            }
        }
        return distance
    }

    /// The coordinates in eye space: right, up and forward.
    func local(_ point: Vector3) -> Vector3 {
        let d = point - eye
        return Vector3(d.dot(right), d.dot(up), d.dot(forward))
    }

    /// The pixel position and nearness (1 / forward distance, or 1 / distance on a sphere) of a visible point.
    func screen(_ local: Vector3) -> Vector3 {
        if isSphere {
            let distance = max(local.length, 1e-4)
            let latitude = asin(min(max(local.y / distance, -1), 1))
            return Vector3(
                (atan2(local.x, local.z) / (2 * .pi) + 0.5) * width, (0.5 - latitude / .pi) * height, 1 / distance)
        }
        let nearness = 1 / local.z
        return Vector3(
            width / 2 + local.x * nearness * scaleX, height / 2 - local.y * nearness * scaleY, nearness)
    }

    /// The same for a scene point; nearness 0 behind the near plane.
    @inline(__always)
    func project(_ point: Vector3) -> Vector3 {
        let local = local(point)
        return local.z > near || isSphere ? screen(local) : .zero
    }

    /// The view direction at a pixel position, with a forward component of 1; of length 1 on a sphere.
    @inline(__always)
    package func ray(_ x: Float, _ y: Float) -> Vector3 {
        if isSphere {
            let longitude = (x / width - 0.5) * 2 * .pi
            let latitude = (0.5 - y / height) * .pi
            return (forward * cos(longitude) + right * sin(longitude)) * cos(latitude) + .up * sin(latitude)
        }
        return forward + right * ((x - width / 2) / scaleX) + up * ((height / 2 - y) / scaleY)
    }
}
