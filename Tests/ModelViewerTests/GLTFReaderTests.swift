import Foundation
import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct GLTFReaderTests {
    @Test func aTriangleIsRead() throws {
        let scene = try GLBFixture.read(GLBFixture.triangle())
        #expect(scene.full.positions == [.zero, Vector3(1, 0, 0), Vector3(0, 1, 0)])
        #expect(scene.full.indices == [0, 1, 2])
        // The file has no normals; they come from the triangle.
        #expect(scene.full.normals == Array(repeating: Vector3(0, 0, 1), count: 3))
    }

    @Test(
        arguments: [
            ("5120", true, [0, 0, 0, 0, 127, 0, 0, 0, 0, 127, 0, 0], 4),
            ("5121", true, [0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0], 4),
            ("5121", false, [0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0], 4),
            ("5122", true, [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0x7F, 0, 0, 0, 0], 8),
            ("5123", true, [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0], 8),
            ("5123", false, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], 8),
        ] as [(String, Bool, [UInt8], Int)])
    func positionsOfEveryIntegerTypeAreRead(type: String, normalized: Bool, rows: [UInt8], stride: Int) throws {
        let file = GLBFixture.triangle(
            primitive: #"{"attributes":{"POSITION":0}}"#,
            accessors:
                #"[{"bufferView":0,"componentType":\#(type),"normalized":\#(normalized),"count":3,"type":"VEC3"}]"#,
            views: #"[{"buffer":0,"byteLength":\#(rows.count),"byteStride":\#(stride)}]"#,
            buffers: #"[{"byteLength":\#(rows.count)}]"#, binary: rows)
        let scene = try GLBFixture.read(file)
        #expect(scene.full.positions == [.zero, Vector3(1, 0, 0), Vector3(0, 1, 0)])
    }

    @Test(arguments: [
        ("5121", [2, 0, 1]), ("5123", [2, 0, 0, 0, 1, 0]), ("5125", [2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ])
    func indicesOfEveryTypeAreRead(type: String, indices: [UInt8]) throws {
        let file = GLBFixture.triangle(
            accessors: #"[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},"#
                + #"{"bufferView":1,"componentType":\#(type),"count":3,"type":"SCALAR"}]"#,
            views: #"[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":\#(indices.count)}]"#,
            buffers: #"[{"byteLength":\#(36 + indices.count)}]"#,
            binary: Array(GLBFixture.triangleBytes.prefix(36)) + indices)
        let scene = try GLBFixture.read(file)
        #expect(
            scene.full.indices.map { scene.full.positions[Int($0)] } == [Vector3(0, 1, 0), .zero, Vector3(1, 0, 0)])
    }

    @Test func interleavedRowsAndColorsAreRead() throws {
        let color: [Float] = [1, 0.5, 0.25]
        let rows = [[0, 0, 0] + color, [1, 0, 0] + color, [0, 1, 0] + color].flatMap { $0 }
        let file = GLBFixture.triangle(
            primitive: #"{"attributes":{"POSITION":0,"COLOR_0":1}}"#,
            accessors: #"[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},"#
                + #"{"bufferView":0,"byteOffset":12,"componentType":5126,"count":3,"type":"VEC3"}]"#,
            views: #"[{"buffer":0,"byteLength":72,"byteStride":24}]"#, buffers: #"[{"byteLength":72}]"#,
            binary: GLBFixture.bytes(rows))
        let scene = try GLBFixture.read(file)
        #expect(scene.full.positions[1] == Vector3(1, 0, 0))
        #expect(scene.full.colors == Array(repeating: Color(1, 0.5, 0.25), count: 3))
    }

    @Test func sparseRowsReplaceOthersOrNothing() throws {
        let accessors = { (base: String) in
            #"[{\#(base)"componentType":5126,"count":3,"type":"VEC3","sparse":{"count":2,"#
                + #""indices":{"bufferView":1,"componentType":5121},"values":{"bufferView":2}}}]"#
        }
        let binary = GLBFixture.triangleBytes + GLBFixture.bytes([4, 0, 0, 0, 5, 0])
        let views =
            #"[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":37,"byteLength":2},"#
            + #"{"buffer":0,"byteOffset":40,"byteLength":24}]"#
        for base in [#""bufferView":0,"#, ""] {
            let file = GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0}}"#, accessors: accessors(base), views: views,
                buffers: #"[{"byteLength":64}]"#, binary: binary)
            #expect(try GLBFixture.read(file).full.positions == [.zero, Vector3(4, 0, 0), Vector3(0, 5, 0)])
        }
    }

    @Test func leavesOutPartsWithoutVertexData() throws {
        let file = GLBFixture.triangle(
            primitive:
                #"{"attributes":{"POSITION":2},"indices":1},{"attributes":{"POSITION":0,"NORMAL":2,"COLOR_0":2}}"#,
            accessors: String(GLBFixture.accessors.dropLast())
                + #",{"componentType":5126,"count":7999998,"type":"VEC3"}]"#)
        // The accessor without data would expand to 24 million zeros.
        let scene = try GLBFixture.read(file, limits: MeshLimits(vertexCount: 10))
        #expect(scene.triangleCount == 1 && scene.full.colors.isEmpty)
        #expect(scene.notes == ["1 part left out (no vertex data)"])
    }

    @Test(
        arguments: [
            (#"[{"mesh":0,"translation":[1,2,3],"scale":[2,2,2]}]"#, Vector3(1, 2, 3), Vector3(3, 4, 3)),
            (#"[{"mesh":0,"matrix":[2,0,0,0,0,2,0,0,0,0,2,0,1,2,3,1]}]"#, Vector3(1, 2, 3), Vector3(3, 4, 3)),
            (
                #"[{"children":[1],"translation":[1,2,3]},{"mesh":0,"scale":[2,2,2]}]"#, Vector3(1, 2, 3),
                Vector3(3, 4, 3)
            ),
            // A quarter turn about Z: X becomes Y, Y becomes -X.
            (#"[{"mesh":0,"rotation":[0,0,0.70710678,0.70710678]}]"#, Vector3(-1, 0, 0), Vector3(0, 1, 0)),
        ])
    func nodesPlaceTheirMeshes(nodes: String, low: Vector3, high: Vector3) throws {
        let scene = try GLBFixture.read(GLBFixture.triangle(nodes: nodes))
        #expect((scene.bounds.minimum - low).length < 1e-6 && (scene.bounds.maximum - high).length < 1e-6)
    }

    @Test func aMirroredNodeKeepsItsOutsideOut() throws {
        let scene = try GLBFixture.read(GLBFixture.triangle(nodes: #"[{"mesh":0,"scale":[-1,1,1]}]"#))
        let corners = scene.full.indices.map { scene.full.positions[Int($0)] }
        let face = (corners[1] - corners[0]).cross(corners[2] - corners[0])
        #expect(face.z > 0)
    }

    @Test func aMeshOnTwoNodesIsThereTwice() throws {
        let scene = try GLBFixture.read(
            GLBFixture.triangle(scenes: #"[{"nodes":[0,1]}]"#, nodes: #"[{"mesh":0},{"mesh":0,"translation":[5,0,0]}]"#)
        )
        #expect(scene.triangleCount == 2 && scene.bounds.size.x == 6)
    }

    @Test(arguments: [
        (5, [[0, 1, 2], [1, 3, 2], [2, 3, 4]]), (6, [[1, 2, 0], [2, 3, 0], [3, 4, 0]]), (4, [[0, 1, 2]]),
    ])
    func stripsAndFansBecomeTriangles(mode: Int, expected: [[UInt32]]) {
        #expect(GLTFPiece.triangles([0, 1, 2, 3, 4], mode) == expected.flatMap { $0 })
    }

    @Test func pointsAndLinesAreLeftOut() {
        let file = GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0},"indices":1,"mode":1}"#)
        #expect(throws: MeshReadingError.noTriangles) { try GLBFixture.read(file) }
    }

    @Test func aSkinnedMeshStandsInItsPose() throws {
        let skinBytes: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let weights = GLBFixture.bytes((0..<3).flatMap { _ in [Float(1), 0, 0, 0] })
        let accessors =
            #"[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},"#
            + #"{"bufferView":1,"componentType":5121,"count":3,"type":"VEC4"},"#
            + #"{"bufferView":2,"componentType":5126,"count":3,"type":"VEC4"}]"#
        let views =
            #"[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":40,"byteLength":12},"#
            + #"{"buffer":0,"byteOffset":52,"byteLength":48}]"#
        let file = GLBFixture.triangle(
            scenes: #"[{"nodes":[0,1]}]"#,
            // The transform of a skinned mesh's own node is ignored.
            nodes: #"[{"mesh":0,"skin":0,"translation":[9,9,9]},{"translation":[0,0,7]}]"#,
            primitive: #"{"attributes":{"POSITION":0,"JOINTS_0":1,"WEIGHTS_0":2}}"#, accessors: accessors, views: views,
            buffers: #"[{"byteLength":100}]"#, more: #","skins":[{"joints":[1]}]"#,
            binary: GLBFixture.triangleBytes + skinBytes + weights)
        #expect(try GLBFixture.read(file).full.positions[1] == Vector3(1, 0, 7))
    }

    @Test(
        arguments: [
            ("KHR_materials_unlit", []), ("KHR_mesh_quantization", []), ("KHR_texture_transform", []),
            ("KHR_texture_basisu", []),
            ("KHR_node_visibility", ["1 extension left out (KHR_node_visibility)"]),
            ("KHR_materials_pbrSpecularGlossiness", ["1 extension left out (KHR_materials_pbrSpecularGlossiness)"]),
            ("ACME_\u{1B}[2J", ["1 extension left out (ACME_?[2J)"]),
        ])
    func aRequiredExtensionIsAppliedOrNoted(name: String, notes: [String]) throws {
        let json = String(decoding: try JSONEncoder().encode([name]), as: UTF8.self)
        let scene = try GLBFixture.read(GLBFixture.triangle(more: #","extensionsRequired":\#(json)"#))
        #expect(scene.triangleCount == 1 && scene.notes == notes)
    }

    @Test(arguments: [
        GLBFixture.accessors.replacing(#""bufferView":0,"#, with: ""),
        GLBFixture.accessors.replacing(#""bufferView":0,"#, with: #""bufferView":7,"#),
    ])
    func geometryThatNeedsAnUnknownExtensionIsRefusedWithItsName(accessors: String) {
        let file = GLBFixture.triangle(accessors: accessors, more: #","extensionsRequired":["ACME_\u001B[2J"]"#)
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(file) }
        #expect(error?.description == #"The model needs the glTF extension "ACME_?[2J", which is not supported."#)
    }
}
