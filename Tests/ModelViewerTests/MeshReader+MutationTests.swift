import DracoSamples
import Foundation
import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

/// A short fuzzing run: valid files with a few changed bytes; some of them are then drawn.
@Suite struct MeshReaderMutationTests {
    private static let limits = MeshLimits(
        byteCount: 4 << 20, vertexCount: 20_000, triangleCount: 20_000, texturePixelCount: 100_000)

    @Test(arguments: 0..<4)
    func changedFilesAreReadOrRefused(kind: Int) async throws {
        let file = try Self.seed(kind)
        var random = SeededRandom(seed: UInt64(kind))
        var readCount = 0
        for number in 0..<1_000 {
            let changed = Self.changed(file, &random)
            let scene: Scene
            do {
                scene = try GLBFixture.read(changed, limits: Self.limits)
            } catch let error as MeshReadingError {
                #expect(!error.description.contains("\n"))
                continue
            }
            readCount += 1
            #expect(scene.full.indices.allSatisfy { Int($0) < scene.full.positions.count })
            guard number % 20 == 0 else { continue }
            var options = TurntableOptions()
            options.style = TurntableOptions.Style.allCases[number / 20 % 2]
            options.isMoving = number % 40 == 0
            _ = try await Turntable.draw(
                scene.withStandIn(triangleCount: 20), camera: OrbitCamera(zoom: 3), width: 16, height: 16,
                options: options)
        }
        // Some changes are harmless; if no file were readable, the test would prove little.
        #expect(readCount > 5)
    }

    private static func seed(_ kind: Int) throws -> [UInt8] {
        let mesh = ModelDesign(AssetBrief(prompt: "red ball", seed: 3)).mesh.simplified(toTriangles: 60)
        let picture = PixelImage(width: 4, height: 4, bytes: Array(repeating: 99, count: 64))
        switch kind {
        case 0: return try GLB.encode(mesh)
        case 1: return DracoSamples.glb(of: mesh)
        case 2: return GLTFBuffersTests.meshopt()
        default: return TurntableTests.texturedSquare(try PNG.encode(picture), alpha: "MASK")
        }
    }

    /// One to six changes: a byte anywhere, a run of one value, a large number in the first bytes, or a cut.
    private static func changed(_ file: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var changed = file
        for _ in 0..<random.integer(1...6) {
            let at = random.integer(0...(changed.count - 1))
            switch random.integer(0...9) {
            case 0: changed.removeLast(random.integer(0...min(changed.count / 8, changed.count - 1)))
            case 1: for place in at..<min(at + 8, changed.count) { changed[place] = random.chance(0.5) ? 0xFF : 0 }
            case 2: changed[random.integer(0...min(100, changed.count - 1))] = UInt8(truncatingIfNeeded: random.next())
            case 3: changed[at] = UInt8(ascii: "0") + UInt8(random.integer(0...9))
            default: changed[at] ^= 1 << UInt8(random.integer(0...7))
            }
        }
        return changed
    }
}
