/// The lights, the background and the tone curve of a picture.
package protocol SceneLight: Sendable {
    /// The light that a point sends to the eye. `normal` and `toEye` are unit vectors; the normal faces the eye.
    func light(_ point: Vector3, _ normal: Vector3, _ color: Color, _ surface: SceneSurface, _ toEye: Vector3) -> Color
    /// The color behind the scene at a sample position; nil is transparent.
    func background(_ x: Float, _ y: Float, _ view: TurntableView) -> Color?
    /// Maps light of any intensity to 0 to 1.
    func tone(_ light: Float) -> Float
}
