import Foundation
import Geometry
import Testing
import Wire

@testable import LocalMint

@Suite struct AnimatedGLBTests {
    private static let still = Result {
        try GLB.encode(ModelDesign(AssetBrief(prompt: "A red chair", seed: 1)).mesh)
    }

    private static func document(_ file: [UInt8]) throws -> JSONValue {
        let length = file[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
        return try JSONDecoder().decode(JSONValue.self, from: Data(file[20..<(20 + length)]))
    }

    @Test(arguments: MotionClip.Motion.allCases)
    func everyViewLiesInTheBuffer(motion: MotionClip.Motion) throws {
        let still = try Self.still.get()
        let file = try AnimatedGLB.encode(still, MotionClip(motion: motion), height: 1)
        #expect(file.count % 4 == 0)
        #expect(file[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) } == file.count)
        let document = try Self.document(file)
        let size = try #require(document["buffers"]?.array?.first?["byteLength"]?.integer)
        for view in document["bufferViews"]?.array ?? [] {
            let (start, length) = (view["byteOffset"]?.integer ?? 0, try #require(view["byteLength"]?.integer))
            #expect(start % 4 == 0 && start + length <= size)
        }
        #expect(document["meshes"] == (try Self.document(still))["meshes"])
        #expect(document["animations"]?.array?.count == 1)
    }

    @Test func theHeightAskedForScalesTheModel() throws {
        let clip = MotionClip(motion: .hop, heightMeters: 3)
        let document = try Self.document(AnimatedGLB.encode(try Self.still.get(), clip, height: 1.5))
        let scale = document["nodes"]?.array?.first?["scale"]?.array?.compactMap(\.double)
        #expect(scale == [2, 2, 2])
    }

    @Test(arguments: [[], Array("glTF".utf8), Array("PK and something longer than twenty".utf8)])
    func whatIsNoGLBIsRefused(bytes: [UInt8]) {
        #expect(throws: AnimatedGLB.Unusable.self) {
            try AnimatedGLB.encode(bytes, MotionClip(motion: .turn), height: 1)
        }
    }
}
