import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct MeshBuilderTests {
    static let solids: [(String, @Sendable (inout MeshBuilder) -> Void)] = [
        ("ball", { $0.ball(.identity, surface) }), ("rounded box", { $0.ball(squareness: 0.3, .identity, surface) }),
        ("box", { $0.box(1, 2, 3, .identity, surface) }),
        ("cylinder", { $0.cylinder(radius: 1, height: 2, .identity, surface) }),
        ("ring", { $0.ring(radius: 1, thickness: 0.2, .identity, surface) }),
        ("plate", { $0.plate([(1, 0), (0, 1), (-1, 0), (0, -1)], depth: 0.2, .identity, surface) }),
        ("stretched and turned", { $0.ball(Transform.identity.turned(x: 1).scaled(1, 3, 0.4).turned(z: 2), surface) }),
    ]
    private static let surface = Surface.plain(.white, .matte)

    @Test(arguments: solids.indices)
    func trianglesTurnCounterClockwiseSeenFromOutside(index: Int) {
        var builder = MeshBuilder()
        Self.solids[index].1(&builder)
        let mesh = builder.finished()
        for at in stride(from: 0, to: mesh.indices.count, by: 3) {
            let (a, b, c) = (Int(mesh.indices[at]), Int(mesh.indices[at + 1]), Int(mesh.indices[at + 2]))
            let normal = mesh.normals[a] + mesh.normals[b] + mesh.normals[c]
            let face = (mesh.positions[b] - mesh.positions[a]).cross(mesh.positions[c] - mesh.positions[a])
            // A triangle without area, as at the poles of a ball, has no normal.
            if face.length > 1e-5 { #expect(face.dot(normal) > 0, "\(Self.solids[index].0), triangle \(at / 3)") }
        }
    }

    @Test func partsOfOneMaterialBecomeOneRun() {
        var builder = MeshBuilder()
        builder.box(1, 1, 1, .identity, .plain(.white, .matte))
        builder.box(1, 1, 1, .identity, .plain(.white, .metal))
        builder.box(1, 1, 1, .identity, .plain(.white, .matte))
        let mesh = builder.finished()
        #expect(mesh.parts.map(\.material) == [.matte, .metal])
        #expect(mesh.parts.map(\.indexRange) == [0..<72, 72..<108])
    }
}
