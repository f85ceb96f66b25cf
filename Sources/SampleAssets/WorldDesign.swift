import ModelViewer
package import Pictures

/// A World generated from its brief: a landscape, its pictures, and a ground mesh.
package struct WorldDesign: Sendable {
    let scenery: Scenery
    let terrain: Terrain
    let sky: Sky
    let planting: SeededRandom
    private let sway: Float

    package init(_ brief: AssetBrief) {
        var random = brief.firstRandom("world")
        scenery = Scenery(brief)
        terrain = Terrain(scenery, &random)
        // Every revision has another viewpoint.
        var viewpoint = brief.random("viewpoint")
        sway = viewpoint.float(-3...3)
        let ground = terrain.color(sway, 12, height: terrain.height(sway, 12), normal: .up)
        sky = Sky(scenery, ground: ground, &random)
        planting = brief.firstRandom("planting")
    }

    /// The ground mesh in meters, Y up, with the viewer at about z = 18.
    package var collider: Mesh {
        var landscaper = Landscaper(terrain, planting)
        return landscaper.ground()
    }

    /// The view to the north; width and height in pixels, both at least 1.
    package func picture(width: Int, height: Int) throws -> PixelImage {
        let eye = self.eye
        let target = Vector3(sway * 0.3, eye.y - 0.5, eye.z - 14)
        return try draw(Camera(eye: eye, target: target, projection: .perspective(fieldOfView: 0.86)), width, height)
    }

    /// The equirectangular view from the same place; best twice as wide as high.
    package func panorama(width: Int, height: Int) throws -> PixelImage {
        let eye = self.standpoint
        let target = Vector3(eye.x, eye.y, eye.z - 1)
        return try draw(Camera(eye: eye, target: target, projection: .equirectangular), width, height)
    }

    private var eye: Vector3 {
        let z: Float = 19
        // Above the highest ground nearby, so that no hill blocks the view.
        let ground = stride(from: Float(8), through: z + 1, by: 1).map { terrain.height(sway, $0) }.max() ?? 0
        return Vector3(sway, max(ground, 0) + 2.6, z)
    }

    /// The position of the viewer's eyes: above the first dry place ahead, or above the water.
    var standpoint: Vector3 {
        for z in stride(from: Float(16), through: -12, by: -2) {
            for x in [sway, sway - 5, sway + 5, sway - 11, sway + 11] where terrain.height(x, z) > 0.3 {
                return Vector3(x, terrain.height(x, z) + 2.2, z)
            }
        }
        return Vector3(sway, 2.6, 4)
    }

    private func draw(_ camera: Camera, _ width: Int, _ height: Int) throws -> PixelImage {
        var landscaper = Landscaper(terrain, planting)
        return try landscaper.scene().picture(
            camera, width: width, height: height, in: sky, hasFloor: false, shadowSide: 640)
    }
}
