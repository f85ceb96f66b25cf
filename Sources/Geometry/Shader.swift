import Foundation

/// The light that comes from a point of a surface to the eye.
final class Shader {
    let surroundings: any Surroundings
    let key: ShadowMap
    /// Light from straight above: what it does not reach is dim all around, as in folds and under things.
    let above: ShadowMap

    init(_ mesh: Mesh, _ surroundings: any Surroundings, shadowSide: Int) {
        self.surroundings = surroundings
        key = ShadowMap(of: mesh, towards: surroundings.keyDirection, side: shadowSide)
        above = ShadowMap(of: mesh, towards: .up, side: shadowSide / 2)
    }

    /// What a surface of this colour and material sends along `toEye`, which has length 1.
    func light(
        from point: Vector3, normal: Vector3, colour: Colour, material: Material, toEye: Vector3
    ) -> Colour {
        // Both sides of a surface are drawn: a lamp shade or a bowl shows its inside.
        let n = normal.dot(toEye) < 0 ? -normal : normal
        let facing = max(n.dot(toEye), 0)
        let shadow = key.shade(at: point, radius: key.extent * 0.012, bias: key.extent * 0.008)
        let lit = max(n.dot(surroundings.keyDirection), 0) * (1 - shadow * surroundings.shadowStrength)
        let open = 1 - 0.6 * above.shade(at: point + n * (above.extent * 0.02), radius: above.extent * 0.1, bias: 0)
        let hemisphere = surroundings.groundLight.mixed(with: surroundings.skyLight, n.y * 0.5 + 0.5) * open
        let fill = surroundings.fillLight * max(n.dot(surroundings.fillDirection), 0)
        let diffuse = colour * (hemisphere + surroundings.keyLight * lit + fill) * (1 - material.metallic)
        let mirror = shine(n, facing, hemisphere, material, toEye) * open
        let base = Colour(0.04, 0.04, 0.04).mixed(with: colour, material.metallic)
        let grazing = pow(1 - facing, 5) * (1 - material.roughness)
        let fresnel = base.mixed(with: .white, grazing)
        let spot = highlight(n, material.roughness, toEye) * lit
        return diffuse + fresnel * mirror + (fresnel * surroundings.keyLight) * spot + colour * material.glow
    }

    /// A rough surface mirrors the mean of what is around, a smooth one what is there.
    private func shine(
        _ n: Vector3, _ facing: Float, _ hemisphere: Colour, _ material: Material, _ toEye: Vector3
    ) -> Colour {
        let mirrored = n * (2 * n.dot(toEye)) - toEye
        return surroundings.reflection(mirrored).mixed(with: hemisphere, material.roughness)
    }

    private func highlight(_ n: Vector3, _ roughness: Float, _ toEye: Vector3) -> Float {
        let half = (surroundings.keyDirection + toEye).normalised
        let a = max(roughness * roughness, 0.02)
        let exponent = 2 / (a * a) - 2
        return pow(max(n.dot(half), 0), min(exponent, 900)) * (exponent + 8) / 60 * (1 - roughness)
    }
}
