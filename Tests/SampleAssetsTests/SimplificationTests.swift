import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct SimplificationTests {
    @Test(arguments: Subject.allCases)
    func everyLevelOfEverySubjectHasFewerTrianglesAndIsSound(subject: Subject) throws {
        for seed in 0..<3 as Range<UInt64> {
            let mesh = try model(of: subject, seed: seed)
            var before = mesh.triangleCount
            for level in Simplification.allCases {
                let lighter = mesh.simplified(level)
                #expect(lighter.triangleCount < before)
                #expect(lighter.indices.allSatisfy { $0 < UInt32(lighter.positions.count) })
                #expect(lighter.normals.count == lighter.positions.count)
                #expect(lighter.colors.count == lighter.positions.count)
                #expect(lighter.parts.map(\.indexRange.count).reduce(0, +) == lighter.indices.count)
                before = lighter.triangleCount
            }
        }
    }

    @Test(arguments: [Subject.creature, .tower, .ship, .furniture, .instrument])
    func theLookIsKept(subject: Subject) throws {
        let mesh = try model(of: subject, seed: 1)
        let whole = try picture(mesh)
        let differences = try Simplification.allCases.map { try difference(whole, picture(mesh.simplified($0))) }
        #expect(differences[0] < 2)
        #expect(differences[1] < 4)
        #expect(differences[2] < 9)
    }

    @Test func aMeshAlreadySmallEnoughStaysAsItIs() throws {
        let mesh = try model(of: .vessel, seed: 1)
        #expect(mesh.simplified(toTriangles: mesh.triangleCount) == mesh)
        #expect(Mesh().simplified(.aggressive) == Mesh())
    }

    @Test func hardEdgesStayHard() {
        var builder = MeshBuilder()
        builder.cylinder(radius: 1, height: 2, count: 64, .identity, .plain(.white, .matte))
        let mesh = builder.finished().simplified(.moderate)
        // The normals of a cylinder lie along its axis or across it, and nowhere between.
        #expect(mesh.normals.allSatisfy { abs($0.y) < 0.01 || abs($0.y) > 0.99 })
        #expect(mesh.normals.contains { $0.y > 0.99 } && mesh.normals.contains { abs($0.y) < 0.01 })
    }

    private func model(of subject: Subject, seed: UInt64) throws -> Mesh {
        let word = try #require(Vocabulary.subjects.filter { $0.value == subject }.keys.min())
        return ModelDesign(AssetBrief(prompt: "A \(word)", seed: seed)).mesh
    }

    private func picture(_ mesh: Mesh) throws -> PixelImage {
        let camera = Camera(
            eye: Vector3(1.1, 1.2, 1.8), target: Vector3(0, 0.45, 0), projection: .perspective(fieldOfView: 0.5))
        return try mesh.picture(
            camera, width: 128, height: 128, in: Studio(paper: Color(0.3, 0.3, 0.3)), hasFloor: true)
    }
}
