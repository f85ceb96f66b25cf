import Foundation
import ModelViewer
package import Pictures

/// A 3D Model generated from its brief: a mesh and its pictures.
package struct ModelDesign: Sendable {
    /// Standing on y = 0, centered on the Y axis, longest side 1 m.
    package let mesh: Mesh
    private let camera: Camera
    private let paper: Color

    package init(_ brief: AssetBrief) {
        let reading = PromptReading(brief)
        var sculptor = Sculptor(brief, reading)
        let mesh = sculptor.sculpt()
        var random = brief.random("camera")
        self.mesh = mesh
        camera = Self.camera(on: mesh, &random)
        paper = Self.paper(for: reading, &random)
    }

    /// A studio picture of the mesh; width and height in pixels, both at least 1.
    package func picture(width: Int, height: Int) throws -> PixelImage {
        try mesh.picture(camera, width: width, height: height, in: Studio(paper: paper), hasFloor: true)
    }

    /// A camera from the front, slightly from the side and above, that fills the frame.
    private static func camera(on mesh: Mesh, _ random: inout SeededRandom) -> Camera {
        let bounds = mesh.bounds ?? Bounds(minimum: .zero, maximum: Vector3(1, 1, 1))
        let side: Float = random.chance(0.5) ? 1 : -1
        let angle = side * random.float(0.35...0.75)
        let rise = random.float(0.22...0.4)
        let fieldOfView: Float = 0.5
        let size = bounds.size
        // At this angle, the visible width is the sum of the rotated sides.
        let across = abs(size.x * cos(angle)) + abs(size.z * sin(angle))
        let upright = size.y * cos(rise) + (size.x + size.z) / 2 * sin(rise)
        let distance = max(across, upright) / 2 / tan(fieldOfView / 2) * 1.12 + (size.x + size.z) / 4
        let direction = Vector3(sin(angle) * cos(rise), sin(rise), cos(angle) * cos(rise))
        let target = Vector3(0, bounds.size.y * 0.47, 0)
        return Camera(
            eye: target + direction * distance, target: target, projection: .perspective(fieldOfView: fieldOfView))
    }

    /// A contrasting backdrop: the complement, light for dark objects and dark for light ones.
    private static func paper(for reading: PromptReading, _ random: inout SeededRandom) -> Color {
        let main = reading.primary.color
        let opposite = Color(
            main.luminance * 2 - main.red, main.luminance * 2 - main.green, main.luminance * 2 - main.blue)
        let hue = Color(max(opposite.red, 0), max(opposite.green, 0), max(opposite.blue, 0)).saturated(0.55)
        let target: Float = main.luminance > 0.32 ? random.float(0.05...0.1) : random.float(0.34...0.48)
        let gray = Color(target, target, target)
        let strength = max(hue.luminance, 0.02)
        return gray.mixed(with: hue * (target / strength), 0.55)
    }
}
