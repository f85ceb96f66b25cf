import Foundation
import ModelViewer

/// Computes the light from a point of a surface to the eye.
final class Shader {
    let surroundings: any Surroundings
    let key: ShadowMap
    /// The shadow of a light from straight above, for ambient occlusion.
    let above: ShadowMap

    init(_ mesh: Mesh, _ surroundings: any Surroundings, shadowSide: Int) {
        self.surroundings = surroundings
        key = ShadowMap(of: mesh, towards: surroundings.keyDirection, side: shadowSide)
        above = ShadowMap(of: mesh, towards: .up, side: shadowSide / 2)
    }

    /// The light sent along `toEye`, a unit vector.
    func light(
        from point: Vector3, normal: Vector3, color: Color, material: Material, toEye: Vector3
    ) -> Color {
        // Surfaces are two-sided: a lamp shade or a bowl shows its inside.
        let n = normal.dot(toEye) < 0 ? -normal : normal
        let facing = max(n.dot(toEye), 0)
        let shadow = key.shade(at: point, radius: key.extent * 0.012, bias: key.extent * 0.008)
        let lit = max(n.dot(surroundings.keyDirection), 0) * (1 - shadow * surroundings.shadowStrength)
        let open = 1 - 0.6 * above.shade(at: point + n * (above.extent * 0.02), radius: above.extent * 0.1, bias: 0)
        let hemisphere = surroundings.groundLight.mixed(with: surroundings.skyLight, n.y * 0.5 + 0.5) * open
        let fill = surroundings.fillLight * max(n.dot(surroundings.fillDirection), 0)
        let diffuse = color * (hemisphere + surroundings.keyLight * lit + fill) * (1 - material.metallic)
        let mirror = shine(n, facing, hemisphere, material, toEye) * open
        let base = Color(0.04, 0.04, 0.04).mixed(with: color, material.metallic)
        let grazing = pow(1 - facing, 5) * (1 - material.roughness)
        let fresnel = base.mixed(with: .white, grazing)
        let spot = highlight(n, material.roughness, toEye) * lit
        return diffuse + fresnel * mirror + (fresnel * surroundings.keyLight) * spot + color * material.glow
    }

    /// The reflection: the mean of the surroundings for a rough surface, the mirrored direction for a smooth one.
    private func shine(
        _ n: Vector3, _ facing: Float, _ hemisphere: Color, _ material: Material, _ toEye: Vector3
    ) -> Color {
        let mirrored = n * (2 * n.dot(toEye)) - toEye
        return surroundings.reflection(mirrored).mixed(with: hemisphere, material.roughness)
    }

    private func highlight(_ n: Vector3, _ roughness: Float, _ toEye: Vector3) -> Float {
        let half = (surroundings.keyDirection + toEye).normalized
        let a = max(roughness * roughness, 0.02)
        let exponent = 2 / (a * a) - 2
        return pow(max(n.dot(half), 0), min(exponent, 900)) * (exponent + 8) / 60 * (1 - roughness)
    }
}
