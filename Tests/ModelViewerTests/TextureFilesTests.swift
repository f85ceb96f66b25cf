import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct TextureFilesTests {
    private let pixel = PixelImage(width: 1, height: 1, bytes: [1, 2, 3, 255])

    /// Reads a triangle whose materials use these pictures, and records the limit of each decoding.
    private func read(
        _ images: [[UInt8]], samplers: [String] = ["{}"], limits: MeshLimits = .standard,
        decode: @escaping ([UInt8]) throws -> PixelImage
    ) throws -> (scene: Scene, limits: [Int]) {
        var binary = GLBFixture.triangleBytes
        let views = images.map { image in
            defer { binary += image }
            return #"{"buffer":0,"byteOffset":\#(binary.count),"byteLength":\#(image.count)}"#
        }
        let textures = images.indices.map { #"{"source":\#($0),"sampler":\#($0 % samplers.count)}"# }
        let materials = images.indices.map { #"{"pbrMetallicRoughness":{"baseColorTexture":{"index":\#($0)}}}"# }
        let sources = images.indices.map { #"{"bufferView":\#($0 + 2)}"# }
        let file = GLBFixture.triangle(
            views: #"[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":3},"#
                + views.joined(separator: ",") + "]",
            buffers: #"[{"byteLength":\#(binary.count)}]"#,
            more:
                #","materials":[\#(materials.joined(separator: ","))],"textures":[\#(textures.joined(separator: ","))],"#
                + #""images":[\#(sources.joined(separator: ","))],"samplers":[\#(samplers.joined(separator: ","))]"#,
            binary: binary)
        var given: [Int] = []
        let scene = try MeshReader.read(file, limits: limits) { bytes, limit in
            given.append(limit)
            return try decode(bytes)
        }
        return (scene, given)
    }

    @Test func decodesEachContentOnce() throws {
        let (scene, limits) = try read(Array(repeating: [1, 2, 3, 4], count: 200) + [[9, 9, 9, 9]]) { _ in pixel }
        #expect(limits.count == 2 && scene.textures.count == 2)
        #expect(scene.surfaces[0].texture == 0 && scene.surfaces[199].texture == 0 && scene.surfaces[200].texture == 1)
    }

    @Test func sharesTheTexelsOfATextureThatRepeatsInAnotherWay() throws {
        let samplers = [#"{"wrapS":33071}"#, #"{"wrapS":33648,"wrapT":33648}"#]
        let (scene, limits) = try read(Array(repeating: [1, 2, 3, 4], count: 4), samplers: samplers) { _ in pixel }
        #expect(limits.count == 1 && scene.textures.count == 2)
        #expect(scene.textures.map(\.wrapAcross) == [.clamped, .mirrored])
        #expect(scene.surfaces.prefix(4).map(\.texture) == [0, 1, 0, 1])
    }

    @Test func triesADamagedPictureOnce() throws {
        let (scene, limits) = try read(Array(repeating: [1, 2, 3, 4], count: 50)) { _ in
            throw PictureError.damaged(.png, reason: "it is cut off")
        }
        #expect(limits.count == 1 && scene.textures.isEmpty && scene.notes.count == 1)
    }

    /// Its decoder may have processed as many pixels as for a valid one.
    @Test func countsADamagedPictureAsAnEighthOfThePixels() throws {
        let images = (0..<10).map { [UInt8](repeating: $0, count: 4) }
        let (_, limits) = try read(images, limits: MeshLimits(texturePixelCount: 80)) { _ in
            throw PictureError.damaged(.png, reason: "it is cut off")
        }
        #expect(limits == [80, 70, 60, 50, 40, 30, 20, 10, 0, 0])
    }

    @Test func sharesOneLimitOfPixels() throws {
        let images = (0..<5).map { [UInt8](repeating: $0, count: 4) }
        let square = PixelImage(width: 5, height: 5, bytes: [UInt8](repeating: 0, count: 100))
        let (scene, _) = try read(images, limits: MeshLimits(texturePixelCount: 60)) { _ in square }
        #expect(scene.textures.count == 2 && scene.notes == ["3 textures left out (too large)"])
    }
}
