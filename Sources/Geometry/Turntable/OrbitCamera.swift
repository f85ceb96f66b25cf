import Foundation

/// An eye that circles around a scene and always looks at its middle, or at a point moved from there.
package struct OrbitCamera: Sendable, Hashable {
    /// Radians around the upright axis; 0 looks at the front (from +Z), growing values walk to the right.
    package var yaw: Float
    /// Radians above the horizon, from straight below to straight above.
    package var pitch: Float
    /// 1 shows the whole scene, whatever its size, at every yaw; 2 is twice as near.
    package var zoom: Float
    /// What the eye looks at, to the right of the middle of the picture and above it, in halves of the scene's size.
    package var pan: SIMD2<Float>

    package static let zoomRange: ClosedRange<Float> = 0.2...60
    /// The vertical field of view, radians.
    static let fieldOfView: Float = 0.6

    package init(yaw: Float = 0.6, pitch: Float = 0.35, zoom: Float = 1, pan: SIMD2<Float> = .zero) {
        self.yaw = yaw
        self.pitch = pitch
        self.zoom = zoom
        self.pan = pan
    }

    /// Turned by radians; the pitch stops at the poles, the yaw goes round.
    package func turned(yaw deltaYaw: Float = 0, pitch deltaPitch: Float = 0) -> OrbitCamera {
        var result = self
        result.yaw = (yaw + deltaYaw).remainder(dividingBy: 2 * .pi)
        result.pitch = min(max(pitch + deltaPitch, -.pi / 2), .pi / 2)
        return result
    }

    /// Nearer (above 1) or farther (below 1), within `zoomRange`.
    package func zoomed(by factor: Float) -> OrbitCamera {
        var result = self
        result.zoom = min(max(zoom * factor, Self.zoomRange.lowerBound), Self.zoomRange.upperBound)
        return result
    }

    /// Looking further right and up, in heights of the picture.
    package func panned(right: Float = 0, up: Float = 0) -> OrbitCamera {
        var result = self
        let step = 1.6 / max(zoom, 0.2)
        result.pan.x = min(max(pan.x + right * step, -2), 2)
        result.pan.y = min(max(pan.y + up * step, -2), 2)
        return result
    }
}

/// A camera with the size of its picture, ready to bring points to pixels.
struct TurntableView {
    let eye: Vector3
    let right: Vector3
    let up: Vector3
    let forward: Vector3
    let width: Float
    let height: Float
    /// Pixels for a slope of 1.
    let scaleX: Float
    let scaleY: Float
    /// Nothing nearer than this is drawn.
    let near: Float

    /// `pixelAspect` is the width of a pixel divided by its height.
    init(_ camera: OrbitCamera, _ scene: SceneGeometry, width: Int, height: Int, pixelAspect: Float) {
        let pitch = min(max(camera.pitch, -.pi / 2), .pi / 2)
        let (sinYaw, cosYaw) = (sin(camera.yaw), cos(camera.yaw))
        let (sinPitch, cosPitch) = (sin(pitch), cos(pitch))
        forward = Vector3(-sinYaw * cosPitch, -sinPitch, -cosYaw * cosPitch)
        right = Vector3(cosYaw, 0, -sinYaw)
        up = right.cross(forward)
        self.width = Float(width)
        self.height = Float(height)
        scaleY = Float(height) / 2 / tan(OrbitCamera.fieldOfView / 2)
        scaleX = scaleY / pixelAspect
        let zoom = min(max(camera.zoom, OrbitCamera.zoomRange.lowerBound), OrbitCamera.zoomRange.upperBound)
        let fitting = SIMD2(2 * scaleX / self.width, 2 * scaleY / self.height)
        let distance = Self.distance(of: scene, sinPitch, cosPitch, fitting) / zoom
        let half = scene.halfSize
        let target = scene.bounds.centre + right * (camera.pan.x * half) + up * (camera.pan.y * half)
        eye = target - forward * distance
        near = max(min(distance * 0.05, half * 0.02), 1e-7)
    }

    /// From the middle of the scene to an eye that sees all of it, whatever the yaw: turning must not change the size.
    ///
    /// So what has to fit is the scene's body of rotation. `fitting` is what a slope is multiplied by to become a
    /// share of half the picture, across and up.
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

    /// Right, up and ahead of the eye.
    func local(_ point: Vector3) -> Vector3 {
        let d = point - eye
        return Vector3(d.dot(right), d.dot(up), d.dot(forward))
    }

    /// Pixel position and nearness (1 / distance ahead) of a point ahead of the eye.
    func screen(_ local: Vector3) -> Vector3 {
        let nearness = 1 / local.z
        return Vector3(
            width / 2 + local.x * nearness * scaleX, height / 2 - local.y * nearness * scaleY, nearness)
    }

    /// The same for a point of the scene; nearness 0 where it is behind the near plane.
    @inline(__always)
    func project(_ point: Vector3) -> Vector3 {
        let local = local(point)
        return local.z > near ? screen(local) : .zero
    }

    /// The direction in which the pixel position looks, its part ahead being 1.
    @inline(__always)
    func ray(_ x: Float, _ y: Float) -> Vector3 {
        forward + right * ((x - width / 2) / scaleX) + up * ((height / 2 - y) / scaleY)
    }
}
