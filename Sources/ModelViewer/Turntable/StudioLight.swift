/// The lighting of the turntable: ambient light, a key light that follows the camera, and a rim light from behind, for
/// a recognizable shape at a few thousand pixels.
struct StudioLight: SceneLight {
    private let key: Vector3
    private let fill: Vector3

    /// The direction to the main light in eye space: right, up, toward the eye.
    private static let direction = Vector3(-0.5, 0.75, 0.7)
    private static let keyLight = Color(1.12, 1.07, 1.0)
    private static let fillLight = Color(0.12, 0.14, 0.18)
    private static let skyLight = Color(0.38, 0.41, 0.46)
    private static let groundLight = Color(0.13, 0.12, 0.12)
    private static let rimLight = Color(0.3, 0.34, 0.4)

    init(_ view: TurntableView) {
        let d = Self.direction.normalized
        key = (view.right * d.x + view.up * d.y - view.forward * d.z).normalized
        fill = (view.right * (-d.x + 0.4) - view.up * 0.25 - view.forward * 0.5).normalized
    }

    @inline(__always)
    func light(
        _ point: Vector3, _ normal: Vector3, _ color: Color, _ surface: SceneSurface, _ toEye: Vector3
    ) -> Color {
        let lit = max((normal.dot(key) + 0.15) / 1.15, 0)
        let soft = max(normal.dot(fill), 0)
        let around = Self.groundLight.mixed(with: Self.skyLight, normal.y * 0.5 + 0.5)
        let facing = min(max(normal.dot(toEye), 0), 1)
        let away = 1 - facing
        let half = (key + toEye).normalized
        let shine = max(normal.dot(half), 0)
        // Repeated squaring replaces `pow`, which would take most of the time.
        let broad = shine * shine * shine * shine
        let gloss = 1 - surface.roughness
        let narrow = broad * broad * broad * broad
        let spot = (broad * broad * 0.1 + narrow * narrow * gloss * 0.6) * (0.25 + gloss)
        let rim = away * away * away * (0.45 + 0.55 * max(normal.y, 0))
        let mirrored = normal * (2 * facing) - toEye
        let diffuse = color * (around + Self.keyLight * lit + Self.fillLight * soft)
        let tint = Color.white.mixed(with: color, surface.metallic)
        // Metal has no diffuse color and reflects its surroundings.
        let metal = color * (Self.groundLight.mixed(with: .white, smoothStep(-0.5, 0.8, mirrored.y)) * 0.75)
        let base = diffuse.mixed(with: diffuse * 0.6 + metal, surface.metallic)
        return base + tint * (Self.keyLight.red * spot * (1 + surface.metallic)) + Self.rimLight * color.lifted * rim
            + surface.glow * color
    }

    @inline(__always)
    func background(_ x: Float, _ y: Float, _ view: TurntableView) -> Color? { nil }

    /// Compresses highlights above white; the rest is exact. NaN is black.
    @inline(__always)
    func tone(_ light: Float) -> Float {
        guard light > 0 else { return 0 }
        return min(light < 0.55 ? light : 0.55 + 0.45 * (1 - 1 / (1 + (light - 0.55) / 0.45)), 1)
    }
}

extension Color {
    /// A lighter color, so that the rim light shows on dark objects.
    fileprivate var lifted: Color { Color(0.25 + red * 0.75, 0.25 + green * 0.75, 0.25 + blue * 0.75) }
}
