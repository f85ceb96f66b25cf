/// A camera that orbits a scene and looks at its center, or at a point offset from it.
package struct OrbitCamera: Sendable, Hashable {
    /// Radians about the vertical axis; 0 looks at the front (from +Z), larger values move to the right.
    package var yaw: Float
    /// Radians above the horizon, from straight below to straight above.
    package var pitch: Float
    /// 1 fits the whole scene at every yaw; 2 is twice as near.
    package var zoom: Float
    /// The offset of the target to the right and up, in halves of the scene's size.
    package var pan: SIMD2<Float>

    package static let zoomRange: ClosedRange<Float> = 0.2...60
    /// The vertical field of view, in radians.
    static let fieldOfView: Float = 0.6

    package init(yaw: Float = 0.6, pitch: Float = 0.35, zoom: Float = 1, pan: SIMD2<Float> = .zero) {
        self.yaw = yaw
        self.pitch = pitch
        self.zoom = zoom
        self.pan = pan
    }

    /// Moves the target right and up, in heights of the picture.
    package func panned(right: Float = 0, up: Float = 0) -> OrbitCamera {
        var result = self
        let step = 1.6 / max(zoom, 0.2)
        result.pan.x = min(max(pan.x + right * step, -2), 2)
        result.pan.y = min(max(pan.y + up * step, -2), 2)
        return result
    }
}
