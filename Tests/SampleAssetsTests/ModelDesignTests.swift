import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct ModelDesignTests {
    @Test(arguments: Subject.allCases)
    func everySubjectIsASoundMeshOfOneMetre(subject: Subject) throws {
        let word = try #require(Vocabulary.subjects.first { $0.value == subject }?.key)
        for seed in 0..<6 as Range<UInt64> {
            let mesh = ModelDesign(AssetBrief(prompt: word, seed: seed)).mesh
            let bounds = try #require(mesh.bounds)
            #expect(mesh.triangleCount > 50)
            #expect(mesh.normals.count == mesh.positions.count && mesh.colors.count == mesh.positions.count)
            #expect(mesh.indices.allSatisfy { $0 < UInt32(mesh.positions.count) })
            #expect(mesh.normals.allSatisfy { abs($0.length - 1) < 0.001 })
            #expect(mesh.positions.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
            #expect(abs(bounds.minimum.y) < 0.001)
            #expect(abs(max(bounds.size.x, bounds.size.y, bounds.size.z) - 1) < 0.001)
            #expect(mesh.parts.map(\.indexRange.count).reduce(0, +) == mesh.indices.count)
        }
    }

    @Test func theSameBriefGivesTheSameMeshAndAnotherSeedAnother() {
        let brief = AssetBrief(prompt: "ceramic vase", seed: 4)
        #expect(ModelDesign(brief).mesh == ModelDesign(brief).mesh)
        #expect(ModelDesign(brief).mesh != ModelDesign(AssetBrief(prompt: "ceramic vase", seed: 5)).mesh)
    }

    @Test func picturesDifferByPromptAndByFeedback() throws {
        func picture(_ prompt: String, _ feedback: [String] = []) throws -> PixelImage {
            try ModelDesign(AssetBrief(prompt: prompt, feedback: feedback, seed: 1)).picture(width: 64, height: 64)
        }
        let lamp = try picture("ceramic lamp, orange shade")
        #expect(try lamp == picture("ceramic lamp, orange shade"))
        #expect(try difference(lamp, picture("stone tower")) > 8)
        #expect(try difference(lamp, picture("ceramic lamp, orange shade", ["make it green"])) > 4)
    }

    @Test(arguments: [("green vase", 1), ("a vase of deep red glaze", 0), ("cobalt bowl", 2)])
    func aNamedColorDominatesThePicture(prompt: String, channel: Int) {
        let mesh = ModelDesign(AssetBrief(prompt: prompt, seed: 2)).mesh
        let lower = zip(mesh.positions, mesh.colors).filter { $0.0.y < 0.3 }.map(\.1)
        let sums = lower.reduce(into: [Float](repeating: 0, count: 3)) {
            $0[0] += $1.red
            $0[1] += $1.green
            $0[2] += $1.blue
        }
        #expect(sums.max() == sums[channel])
    }

    @Test(arguments: ["", "🦊🐉🚀", "灯", "\u{0}\u{202E}", String(repeating: "lamp ", count: 800)])
    func everyPromptGivesAMesh(prompt: String) {
        #expect(ModelDesign(AssetBrief(prompt: prompt, seed: 9)).mesh.triangleCount > 50)
    }
}

/// The mean difference of two pictures of one size, in steps of a channel.
func difference(_ a: PixelImage, _ b: PixelImage) -> Double {
    let sum = zip(a.bytes, b.bytes).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(a.bytes.count)
}
