import Foundation
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct AnimatedModelTests {
    @Test func theModelTurnsInALoopAndLosesNothing() throws {
        let brief = AssetBrief(prompt: "a knight", seed: 1)
        let file = try ParsedGLB(try AnimatedModel(brief, motionPrompt: "walk").glb())
        let meshes = try #require(file.document["meshes"] as? [[String: Any]])
        let corners = meshes.flatMap { $0["primitives"] as? [[String: Any]] ?? [] }.compactMap { primitive in
            (primitive["indices"] as? Int).flatMap { file.accessors[$0]["count"] as? Int }
        }
        #expect(corners.reduce(0, +) == ModelDesign(brief).mesh.indices.count)
        try checkTracks(of: file)
    }

    @Test func theHeightIsTheOneAskedFor() throws {
        let brief = AssetBrief(prompt: "a knight", seed: 1)
        let height = try #require(ModelDesign(brief).mesh.bounds?.size.y)
        for (asked, wanted) in [(1.8, 1.8 / height), (nil, 1), (-1, 1), (.nan, 1)] as [(Double?, Float)] {
            let file = try ParsedGLB(try AnimatedModel(brief, motionPrompt: "walk", heightMeters: asked).glb())
            let root = try #require((file.document["nodes"] as? [[String: Any]])?.first)
            let scale = try #require(root["scale"] as? [Double])
            #expect(scale.allSatisfy { abs(Float($0) - wanted) < 1e-5 })
        }
    }

    @Test func theFileDependsOnModelAndMotion() throws {
        func file(_ prompt: String, _ motion: String, seed: UInt64 = 1) throws -> [UInt8] {
            try AnimatedModel(AssetBrief(prompt: prompt, seed: seed), motionPrompt: motion).glb()
        }
        let walk = try file("a knight", "walk")
        #expect(try file("a knight", "walk") == walk)
        #expect(try file("a knight", "jump") != walk)
        #expect(try file("a knight", "walk with a limp") != walk)
        #expect(try file("a robot", "walk") != walk)
    }

    private func checkTracks(of file: ParsedGLB) throws {
        let animation = try #require((file.document["animations"] as? [[String: Any]])?.first)
        for sampler in try #require(animation["samplers"] as? [[String: Int]] ?? mixed(animation)) {
            let (input, output) = (try #require(sampler["input"]), try #require(sampler["output"]))
            let (times, values) = (try floats(file, input), try floats(file, output))
            #expect(times == times.sorted() && times.first == 0)
            #expect(file.accessors[input]["max"] as? [Double] != nil)
            let width = values.count / times.count
            for at in stride(from: 0, to: values.count, by: 4) where width == 4 {
                #expect(abs(values[at..<(at + 4)].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            }
            let ends = zip(values.prefix(width), values.suffix(width))
            // A full turn is the same place with the opposite quaternion.
            #expect(ends.allSatisfy { abs($0 - $1) < 1e-5 } || ends.allSatisfy { abs($0 + $1) < 1e-5 })
        }
    }

    private func mixed(_ animation: [String: Any]) -> [[String: Int]]? {
        (animation["samplers"] as? [[String: Any]])?.map { $0.compactMapValues { $0 as? Int } }
    }

    private func floats(_ file: ParsedGLB, _ number: Int) throws -> [Float] {
        let accessor = file.accessors[number]
        let view = file.bufferViews[try #require(accessor["bufferView"] as? Int)]
        let start = try #require(view["byteOffset"] as? Int)
        let length = try #require(view["byteLength"] as? Int)
        return stride(from: start, to: start + length, by: 4).map { at in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(file.binary[at + $1]) << (8 * UInt32($1)) })
        }
    }
}
