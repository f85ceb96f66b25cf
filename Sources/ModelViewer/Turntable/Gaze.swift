/// The view direction in a panorama.
package struct Gaze: Sendable, Hashable {
    /// Radians to the right of the center of the picture.
    package private(set) var yaw: Float
    /// Radians above the horizon, from straight down to straight up.
    package private(set) var pitch: Float
    /// The vertical field of view, in radians.
    package private(set) var fieldOfView: Float

    package static let fieldOfViewRange: ClosedRange<Float> = 0.15...2.2

    package init(yaw: Float = 0, pitch: Float = 0, fieldOfView: Float = 1.2) {
        self.yaw = yaw.remainder(dividingBy: 2 * .pi)
        self.pitch = min(max(pitch, -.pi / 2), .pi / 2)
        self.fieldOfView = min(max(fieldOfView, Self.fieldOfViewRange.lowerBound), Self.fieldOfViewRange.upperBound)
    }
}
