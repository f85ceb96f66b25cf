import Foundation
import ModelViewer

/// An animated Model: one looping clip in which it turns once about the vertical axis and bobs.
package struct AnimatedModel: Sendable {
    private let brief: AssetBrief
    private let heightMeters: Double?
    /// The duration of one loop.
    package let seconds: Double
    /// 1 to the left, -1 to the right.
    private let direction: Float
    /// Half of the rise, in heights of the Model.
    private let rise: Float

    /// Creates the Model of the brief with a motion. `heightMeters` counts only above 0; nil keeps the modeled height.
    package init(_ brief: AssetBrief, motionPrompt: String, heightMeters: Double? = nil) {
        var random = brief.random("motion \(motionPrompt)")
        self.brief = brief
        self.heightMeters = heightMeters
        seconds = Double(random.float(2.5...5))
        direction = random.chance(0.5) ? 1 : -1
        rise = random.float(0.02...0.08)
    }

    /// A GLB with one looping animation.
    package func glb(name: String = "model") throws -> [UInt8] {
        let mesh = ModelDesign(brief).mesh
        let height = mesh.bounds?.size.y ?? 1
        let wanted = heightMeters.map { Float($0) } ?? height
        let scale = wanted.isFinite && wanted > 0 && height > 0 ? wanted / height : 1
        let steps = 16
        let parts = (0...steps).map { Float($0) / Float(steps) }
        let turns = parts.flatMap { t -> [Float] in [0, direction * sin(t * .pi), 0, cos(t * .pi)] }
        let half = rise * height * scale
        let moves = parts.flatMap { t -> [Float] in [0, half * (1 - cos(t * 2 * .pi)), 0] }
        let clip = GLB.Clip(
            name: "spin", scale: scale, times: parts.map { $0 * Float(seconds) },
            tracks: [("rotation", turns, 4), ("translation", moves, 3)])
        return try GLB.encode(mesh, name: name, clip)
    }
}
