import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

/// Known kinds of invalid GLB files: each gives a one-sentence error, without a crash or high memory use.
@Suite struct GLTFReaderHostileTests {
    struct Lie: Sendable, CustomTestStringConvertible {
        var name: String
        var file: [UInt8]
        /// A part of the message.
        var message: String

        var testDescription: String { name }
    }

    private static func accessor(_ fields: String) -> [UInt8] {
        GLBFixture.triangle(
            accessors: #"[{\#(fields)},{"bufferView":1,"componentType":5121,"count":3,"type":"SCALAR"}]"#)
    }

    private static func changed(_ at: Int, _ bytes: [UInt8]) -> [UInt8] {
        var file = GLBFixture.triangle()
        file.replaceSubrange(at..<(at + bytes.count), with: bytes)
        return file
    }

    private static let float3 = #""componentType":5126,"type":"VEC3","#

    static let containerLies: [Lie] = [
        Lie(name: "only the mark", file: Array("glTF".utf8), message: "cut off in its header"),
        Lie(name: "version 1", file: changed(4, [1, 0, 0, 0]), message: "version 1"),
        Lie(name: "JSON too long", file: changed(12, [0xFF, 0xFF, 0xFF, 0xFF]), message: "no JSON part"),
        Lie(name: "JSON not first", file: changed(16, Array("BIN\0".utf8)), message: "no JSON part"),
        Lie(name: "no JSON at all", file: GLBFixture.file("hello"), message: "not valid glTF"),
        Lie(
            name: "deep JSON", file: GLBFixture.file(String(repeating: "[", count: 100_000)),
            message: "levels in its JSON (over 64)"),
        Lie(
            name: "wide JSON", file: GLBFixture.file("[" + String(repeating: "{},", count: 500_001)),
            message: "values in its JSON (over 1000000)"),
        Lie(name: "wrong type", file: GLBFixture.triangle(nodes: #"[{"mesh":"x"}]"#), message: #"see "nodes.0.mesh""#),
        Lie(name: "nothing at all", file: GLBFixture.file("{}"), message: "no triangles"),
        Lie(
            name: "cut off", file: Array(GLBFixture.triangle().dropLast(8)),
            message: "The GLB file is cut off: it declares"
        ),
        Lie(name: "glTF 1", file: GLBFixture.triangle(asset: #"{"version":"1.0"}"#), message: "glTF 1.0"),
        Lie(name: "a huge number", file: GLBFixture.triangle(nodes: #"[{"mesh":1e300}]"#), message: "not valid glTF"),
        Lie(name: "nothing", file: GLBFixture.file(#"{"asset":{"version":"2.0"}}"#), message: "no triangles"),
    ]

    static let treeLies: [Lie] = [
        Lie(
            name: "no such node", file: GLBFixture.triangle(scenes: #"[{"nodes":[9]}]"#), message: "no triangles"),
        Lie(
            name: "circle", file: GLBFixture.triangle(nodes: #"[{"children":[0]}]"#),
            message: "Node 0 of the GLB file is inside itself."),
        Lie(
            name: "circle of two", file: GLBFixture.triangle(nodes: #"[{"children":[1]},{"children":[0],"mesh":0}]"#),
            message: "is inside itself"),
        Lie(
            name: "circle below a root",
            file: GLBFixture.triangle(nodes: #"[{"mesh":0,"children":[1]},{"children":[2]},{"children":[1]}]"#),
            message: "Node 1 of the GLB file is inside itself"),
        Lie(
            name: "circle of roots",
            file: GLBFixture.triangle(
                scenes: #"[{"nodes":[0,1,2]}]"#, nodes: #"[{"mesh":0},{"children":[2]},{"children":[1]}]"#),
            message: "is inside itself"),
        Lie(name: "no such mesh", file: GLBFixture.triangle(nodes: #"[{"mesh":3}]"#), message: "entry 3 of its meshes"),
        Lie(
            name: "infinite size", file: GLBFixture.triangle(nodes: #"[{"mesh":0,"scale":[1e30,1e30,1e30]}]"#),
            message: "no triangles"),
        Lie(
            name: "unknown mode", file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0},"mode":9}"#),
            message: "no triangles"),
    ]

    static let accessorLies: [Lie] = [
        Lie(name: "too many rows", file: accessor(#""bufferView":0,\#(float3)"count":4"#), message: "beyond its data"),
        Lie(name: "negative count", file: accessor(#""bufferView":0,\#(float3)"count":-1"#), message: "unknown type"),
        Lie(
            name: "largest count", file: accessor(#""bufferView":0,\#(float3)"count":9223372036854775807"#),
            message: "beyond its data"),
        Lie(name: "zeros without end", file: accessor(#"\#(float3)"count":100000000"#), message: "no triangles"),
        Lie(
            name: "zeros with one row of data",
            file: accessor(
                #"\#(float3)"count":7999998,"sparse":{"count":1,"indices":{"bufferView":1,"#
                    + #""componentType":5121},"values":{"bufferView":0}}"#), message: "too little data for its rows"),
        Lie(
            name: "negative offset", file: accessor(#""bufferView":0,"byteOffset":-4,\#(float3)"count":3"#),
            message: "beyond its data"),
        Lie(
            name: "largest offset",
            file: accessor(#""bufferView":0,"byteOffset":9223372036854775807,\#(float3)"count":3"#),
            message: "beyond its data"),
        Lie(
            name: "unknown component", file: accessor(#""bufferView":0,"componentType":1,"count":3,"type":"VEC3""#),
            message: "unknown type"),
        Lie(
            name: "unknown type", file: accessor(#""bufferView":0,"componentType":5126,"count":3,"type":"VEC9""#),
            message: "unknown type"),
        Lie(
            name: "flat positions", file: accessor(#""bufferView":0,"componentType":5126,"count":3,"type":"VEC2""#),
            message: "POSITION of 2 numbers"),
        Lie(
            name: "no such view", file: accessor(#""bufferView":5,\#(float3)"count":3"#), message: "of its buffer views"
        ),
        Lie(
            name: "no such accessor", file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":8}}"#),
            message: "of its accessors"),
        Lie(
            name: "view outside",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteOffset":99,"byteLength":36},{"buffer":0,"byteLength":3}]"#),
            message: "outside its data"),
        Lie(
            name: "view of a negative length",
            file: GLBFixture.triangle(views: #"[{"buffer":0,"byteLength":-1},{"buffer":0,"byteLength":3}]"#),
            message: "outside its data"),
        Lie(
            name: "corners partly outside",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":38,"byteLength":3}]"#),
            message: "beyond its data"),
        Lie(
            name: "view before",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteOffset":-36,"byteLength":36},{"buffer":0,"byteLength":3}]"#),
            message: "outside its data"),
        Lie(
            name: "tiny stride",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteLength":36,"byteStride":1},{"buffer":0,"byteOffset":36,"byteLength":3}]"#),
            message: "beyond its data"),
        Lie(
            name: "accessor of a wrong kind", file: accessor(#""bufferView":0,\#(float3)"count":"3""#),
            message: "Entry 0 of the GLB file's accessors cannot be read"),
        Lie(
            name: "other file", file: GLBFixture.triangle(buffers: #"[{"byteLength":40,"uri":"file:///etc/passwd"}]"#),
            message: "in another file"),
        Lie(
            name: "bad text", file: GLBFixture.triangle(buffers: #"[{"byteLength":40,"uri":"data:;base64,@@@"}]"#),
            message: "written as text is damaged"),
        Lie(
            name: "index outside",
            file: GLBFixture.triangle(binary: Array(GLBFixture.triangleBytes.prefix(36)) + [0, 1, 9, 0]),
            message: "not in the file"),
        Lie(
            name: "no numbers",
            file: GLBFixture.triangle(
                binary: GLBFixture.bytes([.nan, 0, 0, 1, 0, 0, .infinity, 1, 0]) + [0, 1, 2, 0]),
            message: "no triangles"),
        Lie(
            name: "float indices",
            file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0},"indices":0}"#),
            message: "corners of triangles"),
        Lie(
            name: "sparse outside",
            file: accessor(
                #""bufferView":0,\#(float3)"count":3,"sparse":{"count":2,"indices":{"bufferView":1,"byteOffset":1,"#
                    + #""componentType":5121},"values":{"bufferView":0}}"#
            ).replacing([0, 1, 2, 0], with: [0, 1, 200, 0]), message: "rows it does not have"),
        Lie(
            name: "sparse without end",
            file: accessor(
                #""bufferView":0,\#(float3)"count":3,"sparse":{"count":1000000000,"indices":{"bufferView":1,"#
                    + #""componentType":5121},"values":{"bufferView":0}}"#), message: "rows it does not have"),
    ]

    static let packingLies: [Lie] = [
        Lie(
            name: "no Draco data",
            file: GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0},"indices":1,"extensions":{"KHR_draco_mesh_compression":"#
                    + #"{"bufferView":0,"attributes":{"POSITION":0}}}}"#), message: "(Draco) is damaged"),
        Lie(
            name: "no meshopt data",
            file: GLBFixture.triangle(
                views:
                    #"[{"buffer":0,"byteLength":36,"extensions":{"EXT_meshopt_compression":{"buffer":0,"byteLength":36,"#
                    + #""byteStride":12,"count":3,"mode":"ATTRIBUTES"}}},{"buffer":0,"byteOffset":36,"byteLength":3}]"#),
            message: "compressed buffer view 0"),
        Lie(
            name: "meshopt of a false size",
            file: GLBFixture.triangle(
                views:
                    #"[{"buffer":0,"byteLength":36,"extensions":{"EXT_meshopt_compression":{"buffer":0,"byteLength":36,"#
                    + #""byteStride":4,"count":100000,"mode":"ATTRIBUTES"}}},{"buffer":0,"byteOffset":36,"byteLength":3}]"#
            ),
            message: "compressed buffer view 0 of the GLB file gives a false size"),
        Lie(
            name: "meshopt without end",
            file: GLBFixture.triangle(
                views:
                    #"[{"buffer":0,"byteLength":36,"extensions":{"EXT_meshopt_compression":{"buffer":0,"byteLength":36,"#
                    + #""byteStride":12,"count":9000000000000000000,"mode":"ATTRIBUTES"}}},"#
                    + #"{"buffer":0,"byteOffset":36,"byteLength":3}]"#),
            message: "unpacked data"),
        Lie(
            name: "meshopt of a false stride",
            file: GLBFixture.triangle(
                views:
                    #"[{"buffer":0,"byteLength":36,"extensions":{"EXT_meshopt_compression":{"buffer":0,"byteLength":36,"#
                    + #""byteStride":3,"count":3,"mode":"TRIANGLES"}}},{"buffer":0,"byteOffset":36,"byteLength":3}]"#),
            message: "compressed buffer view 0"),
    ]

    @Test(arguments: containerLies + treeLies + accessorLies + packingLies)
    func aLieIsOneSentence(lie: Lie) {
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(lie.file) }
        let text = error?.description ?? ""
        #expect(text.contains(lie.message), "\(text)")
        #expect(!text.contains("\n") && text.hasSuffix("."))
    }

    @Test func manyNodesWithManyEmptyPartsAreNotWalkedForever() {
        let parts = Array(repeating: #"{"attributes":{}}"#, count: 2_000).joined(separator: ",")
        let nodes = Array(repeating: #"{"mesh":0}"#, count: 2_000).joined(separator: ",")
        let roots = (0..<2_000).map(String.init).joined(separator: ",")
        let file = GLBFixture.triangle(
            scenes: #"[{"nodes":[\#(roots)]}]"#, nodes: "[\(nodes)]", primitive: parts)
        let error = #expect(throws: MeshReadingError.self) { try GLBFixture.read(file) }
        #expect(error?.description.contains("parts (over 200,000)") == true)
    }

    @Test func aThousandInstancesOfALargeMeshStopAtTheLimit() throws {
        let nodes = Array(repeating: #"{"mesh":0}"#, count: 1_000).joined(separator: ",")
        let roots = (0..<1_000).map(String.init).joined(separator: ",")
        let file = GLBFixture.triangle(scenes: #"[{"nodes":[\#(roots)]}]"#, nodes: "[\(nodes)]")
        let error = #expect(throws: MeshReadingError.self) {
            try GLBFixture.read(file, limits: MeshLimits(triangleCount: 999))
        }
        #expect(error?.description.contains("more triangles (over 999)") == true)
    }
}
