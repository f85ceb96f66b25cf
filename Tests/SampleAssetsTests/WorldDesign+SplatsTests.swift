import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct WorldSplatsTests {
    @Test func theyDependOnEveryPartOfTheBriefAndOnNothingElse() {
        func splats(_ prompt: String, _ feedback: [String] = [], seed: UInt64 = 1) -> [UInt8] {
            WorldDesign(AssetBrief(prompt: prompt, feedback: feedback, seed: seed)).uncompressedSplats(count: 2_000)
        }
        let pools = splats("tide pools at dusk")
        #expect(pools == splats("tide pools at dusk"))
        #expect(pools != splats("red canyon at noon"))
        #expect(pools != splats("tide pools at dusk", ["at night"]))
        #expect(pools != splats("tide pools at dusk", seed: 2))
    }

    @Test func skyAndGroundAreBothThere() {
        let file = UncompressedSPZ(
            WorldDesign(AssetBrief(prompt: "meadow at noon", seed: 1)).uncompressedSplats(count: 5_000))
        let heights = (0..<file.count).map { file.position($0).y }
        #expect(heights.count { $0 > 60 } > 250)
        #expect(heights.count { $0 < 10 } > 2_500)
    }
}
