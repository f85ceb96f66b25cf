import Foundation

/// An animated Model: its mesh on nodes, with separate nodes for legs and arms.
///
/// There are no skins or bones; every solid moves rigidly.
package struct AnimatedModel: Sendable {
    private let mesh: Mesh
    private let motion: Motion
    private let limbs: Limbs
    private let scale: Float

    /// Creates the Model of the brief with a motion. `heightMeters` counts only above 0; nil keeps the modeled height.
    package init(_ brief: AssetBrief, motionPrompt: String, heightMeters: Double? = nil) {
        mesh = ModelDesign(brief).mesh
        motion = Motion(motionPrompt, brief.random("motion \(motionPrompt)"))
        limbs = Limbs(mesh)
        let height = mesh.bounds?.size.y ?? 1
        let wanted = heightMeters.map { Float($0) } ?? height
        scale = wanted.isFinite && wanted > 0 && height > 0 ? wanted / height : 1
    }

    package var seconds: Double { Double(motion.seconds) }

    package var triangleCount: Int { mesh.triangleCount }

    /// A GLB with one looping animation.
    package func glb(name: String = "model") throws -> [UInt8] {
        let (sorted, parts) = mesh.sorted(by: limbs.groupOfTriangle, count: limbs.limbs.count + 1)
        return try GLB.encode(sorted, rig(parts, name: name))
    }

    /// The node tree: root (scale), body (moves as a whole), then the mesh and the limbs.
    private func rig(_ parts: [Range<Int>], name: String) -> Rig {
        let steps = 32
        let times = (0...steps).map { Float($0) / Float(steps) }
        var rig = Rig(meshes: [], nodes: [])
        rig.animationName = motion.kind.rawValue
        rig.times = times.map { $0 * motion.seconds }
        rig.nodes = [
            .init(name: name, children: [1], scale: [scale, scale, scale]), .init(name: "body", children: []),
        ]
        let height = mesh.bounds?.size.y ?? 1
        let poses = times.map(motion.body)
        rig.tracks = [
            .init(node: 1, path: .translation, values: poses.flatMap { ($0.move * height).channels }),
            .init(node: 1, path: .rotation, values: poses.flatMap { Self.quaternion($0.turn) }),
        ]
        if let own = parts.first, !own.isEmpty {
            rig.nodes[1].mesh = 0
            rig.meshes.append(("body", own))
        }
        for (limb, parts) in zip(limbs.limbs, parts.dropFirst()) { add(limb, parts, times, to: &rig) }
        if rig.nodes[1].children?.isEmpty == true { rig.nodes[1].children = nil }
        return rig
    }

    /// Adds a joint at the limb's upper end, and below it the limb at its modeled position.
    private func add(_ limb: Limbs.Limb, _ parts: Range<Int>, _ times: [Float], to rig: inout Rig) {
        let joint = rig.nodes.count
        let title = "\(limb.kind) \(joint / 2)"
        rig.nodes[1].children?.append(joint)
        rig.nodes.append(.init(name: "\(title) joint", children: [joint + 1], translation: limb.pivot.channels))
        rig.nodes.append(.init(mesh: rig.meshes.count, name: title, translation: (-limb.pivot).channels))
        rig.meshes.append((title, parts))
        let turns = times.map { Self.quaternion(Vector3(motion.swing(limb, $0), 0, 0)) }
        // A joint without rotation needs no track.
        if turns.contains(where: { $0[0] != 0 }) {
            rig.tracks.append(.init(node: joint, path: .rotation, values: turns.flatMap { $0 }))
        }
    }

    /// The rotation about Z, then X, then Y, as the x, y, z and w of a quaternion.
    private static func quaternion(_ angles: Vector3) -> [Float] {
        let (cx, sx) = (cos(angles.x / 2), sin(angles.x / 2))
        let (cy, sy) = (cos(angles.y / 2), sin(angles.y / 2))
        let (cz, sz) = (cos(angles.z / 2), sin(angles.z / 2))
        return [
            cy * sx * cz + sy * cx * sz, sy * cx * cz - cy * sx * sz, cy * cx * sz - sy * sx * cz,
            cy * cx * cz + sy * sx * sz,
        ]
    }
}
