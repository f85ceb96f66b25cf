/// The light of the turntable: soft light from all around, a key that goes with the eye, and an edge of light from
/// behind, so that a shape reads well in a few thousand pixels.
struct StudioLight {
    private let key: Vector3
    private let fill: Vector3

    private static let keyLight = Colour(1.12, 1.07, 1.0)
    private static let fillLight = Colour(0.12, 0.14, 0.18)
    private static let skyLight = Colour(0.38, 0.41, 0.46)
    private static let groundLight = Colour(0.13, 0.12, 0.12)
    private static let rimLight = Colour(0.3, 0.34, 0.4)

    init(_ view: TurntableView, _ direction: Vector3) {
        let d = direction.normalised
        key = (view.right * d.x + view.up * d.y - view.forward * d.z).normalised
        fill = (view.right * (-d.x + 0.4) - view.up * 0.25 - view.forward * 0.5).normalised
    }

    /// What a surface sends to the eye. `normal` and `toEye` have length 1; the normal faces the eye's side.
    @inline(__always)
    func light(_ normal: Vector3, _ colour: Colour, _ surface: SceneSurface, _ toEye: Vector3) -> Colour {
        let lit = max((normal.dot(key) + 0.15) / 1.15, 0)
        let soft = max(normal.dot(fill), 0)
        let around = Self.groundLight.mixed(with: Self.skyLight, normal.y * 0.5 + 0.5)
        let facing = min(max(normal.dot(toEye), 0), 1)
        let away = 1 - facing
        let half = (key + toEye).normalised
        let shine = max(normal.dot(half), 0)
        // Repeated squares in place of `pow`, which would take most of the time.
        let broad = shine * shine * shine * shine
        let gloss = 1 - surface.roughness
        let narrow = broad * broad * broad * broad
        let spot = (broad * broad * 0.1 + narrow * narrow * gloss * 0.6) * (0.25 + gloss)
        let rim = away * away * away * (0.45 + 0.55 * max(normal.y, 0))
        let mirrored = normal * (2 * facing) - toEye
        let diffuse = colour * (around + Self.keyLight * lit + Self.fillLight * soft)
        let tint = Colour.white.mixed(with: colour, surface.metallic)
        // Metal has no light of its own below the surface, but mirrors what is around.
        let metal = colour * (Self.groundLight.mixed(with: .white, smoothStep(-0.5, 0.8, mirrored.y)) * 0.75)
        let base = diffuse.mixed(with: diffuse * 0.6 + metal, surface.metallic)
        return base + tint * (Self.keyLight.red * spot * (1 + surface.metallic)) + Self.rimLight * colour.lifted * rim
            + surface.glow * colour
    }
}

extension Colour {
    /// Nearer to white: an edge of light shows on dark things too.
    fileprivate var lifted: Colour { Colour(0.25 + red * 0.75, 0.25 + green * 0.75, 0.25 + blue * 0.75) }
}
