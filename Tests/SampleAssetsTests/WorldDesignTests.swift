import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct WorldDesignTests {
    @Test(arguments: Scenery.Land.allCases)
    func everyLandHasSoundGround(land: Scenery.Land) throws {
        let mesh = WorldDesign(AssetBrief(prompt: "A wide \(land.rawValue)", seed: 2)).collider
        #expect(mesh.triangleCount > 1_000)
        #expect(mesh.positions.allSatisfy { $0.x.isFinite && $0.y.isFinite && abs($0.y) < 80 })
        // Where the ground has a step, the slope around a corner can differ from that of its triangles.
        #expect(facingOut(mesh) > mesh.triangleCount * 99 / 100)
    }

    @Test func theHourDecidesHowBrightThePictureIs() throws {
        func brightness(_ prompt: String) throws -> Int {
            try WorldDesign(AssetBrief(prompt: prompt, seed: 2)).picture(width: 48, height: 27).bytes.reduce(0) {
                $0 + Int($1)
            }
        }
        #expect(try brightness("meadow at noon") > brightness("meadow at night") * 5 / 4)
    }

    @Test func picturesDifferByPromptAndByFeedback() throws {
        func picture(_ prompt: String, _ feedback: [String] = []) throws -> PixelImage {
            try WorldDesign(AssetBrief(prompt: prompt, feedback: feedback, seed: 1)).picture(width: 48, height: 27)
        }
        let pools = try picture("tide pools at dusk")
        #expect(try pools == picture("tide pools at dusk"))
        #expect(try difference(pools, picture("red canyon at noon")) > 8)
        #expect(try difference(pools, picture("tide pools at dusk", ["at night, with stars"])) > 8)
    }

    @Test func thePanoramaMeetsItselfAtTheSeam() throws {
        let panorama = try WorldDesign(AssetBrief(prompt: "rolling dunes at noon", seed: 3)).panorama(
            width: 96, height: 48)
        // Sky rows, where neighbors differ little: the first and last columns must be such neighbors.
        let steps = (4..<16).map { row in
            (0..<3).map { channel in
                let start = row * 96 * 4 + channel
                return abs(Int(panorama.bytes[start]) - Int(panorama.bytes[start + 95 * 4]))
            }.max() ?? 0
        }
        #expect((steps.max() ?? 255) < 24)
    }

    /// The number of triangles whose winding agrees with their normals.
    private func facingOut(_ mesh: Mesh) -> Int {
        stride(from: 0, to: mesh.indices.count, by: 3).count { at in
            let (a, b, c) = (Int(mesh.indices[at]), Int(mesh.indices[at + 1]), Int(mesh.indices[at + 2]))
            let (p, q, r) = (mesh.positions[a], mesh.positions[b], mesh.positions[c])
            return (q - p).cross(r - p).dot(mesh.normals[a] + mesh.normals[b] + mesh.normals[c]) > 0
        }
    }
}
