import Foundation
import ModelViewer
import Pictures

/// The light of surroundings on a mesh, with soft shadows.
final class Shader: SceneLight {
    private let surroundings: any Surroundings
    private let eye: Vector3
    /// Whether the background has a floor that shows shadows.
    private let hasFloor: Bool
    private let key: ShadowMap
    /// The shadow of a light from straight above, for ambient occlusion.
    private let above: ShadowMap

    init(_ mesh: Mesh, _ surroundings: any Surroundings, eye: Vector3, hasFloor: Bool = false, shadowSide: Int) {
        self.surroundings = surroundings
        self.eye = eye
        self.hasFloor = hasFloor
        key = ShadowMap(of: mesh, towards: surroundings.keyDirection, side: shadowSide)
        above = ShadowMap(of: mesh, towards: .up, side: shadowSide / 2)
    }

    func light(
        _ point: Vector3, _ n: Vector3, _ color: Color, _ material: SceneSurface, _ toEye: Vector3
    ) -> Color {
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
        let light = diffuse + fresnel * mirror + (fresnel * surroundings.keyLight) * spot + color * material.glow
        return surroundings.throughAir(light, distance: (point - eye).length, direction: -toEye)
    }

    func background(_ x: Float, _ y: Float, _ view: TurntableView) -> Color? {
        let direction = view.ray(x, y).normalized
        let color = surroundings.background(direction, x: x / view.width, y: y / view.height)
        guard hasFloor, direction.y < -0.01 else { return color }
        let point = eye + direction * (eye.y / -direction.y)
        guard point.length < key.extent * 3 else { return color }
        let cast = key.shade(at: point, radius: key.extent * 0.05, bias: 0.001)
        let contact = above.shade(at: point, radius: above.extent * 0.22, bias: 0.001)
        return color * ((1 - 0.55 * cast) * (1 - 0.55 * contact))
    }

    func tone(_ light: Float) -> Float { Self.tone(light) }

    /// Narkowicz's filmic approximation.
    static func tone(_ light: Float) -> Float {
        let x = max(light, 0)
        return min((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 1)
    }

    /// The reflection: the mean of the surroundings for a rough surface, the mirrored direction for a smooth one.
    private func shine(
        _ n: Vector3, _ facing: Float, _ hemisphere: Color, _ material: SceneSurface, _ toEye: Vector3
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

extension Mesh {
    /// Draws the mesh with its shadows; `hasFloor` adds those on the ground at y = 0.
    func picture(
        _ camera: Camera, width: Int, height: Int, in surroundings: any Surroundings, hasFloor: Bool,
        shadowSide: Int = 320
    ) throws -> PixelImage {
        let scene = Scene(
            positions: positions, normals: normals, colors: colors, indices: indices,
            surfaces: parts.map { ($0.material, $0.indexRange) })
        let light = Shader(self, surroundings, eye: camera.eye, hasFloor: hasFloor, shadowSide: shadowSide)
        return try Turntable.draw(scene, camera: camera, light: light, width: width, height: height)
    }
}
