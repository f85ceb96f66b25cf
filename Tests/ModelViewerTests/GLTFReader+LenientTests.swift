import Foundation
import Pictures
import Testing

@testable import ModelViewer

/// Odd files that other viewers show: each is drawn, and what concerns looks only is left out with a note.
@Suite struct GLTFReaderLenientTests {
    struct Quirk: Sendable, CustomTestStringConvertible {
        var name: String
        var file: [UInt8]
        var notes: [String] = []

        var testDescription: String { name }
    }

    /// A file of the triangle in a hand-made container.
    private static func container(
        json: String = json, before: [UInt8] = [], after: [UInt8] = [], gap: Int = 0, lengthError: Int = 0,
        binaryLengthError: Int = 0, more: [UInt8] = []
    ) -> [UInt8] {
        let text = before + Array(json.utf8) + after
        let binary = GLBFixture.triangleBytes
        func four(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        let body =
            four(text.count) + Array("JSON".utf8) + text + [UInt8](repeating: 0x20, count: gap)
            + four(binary.count + binaryLengthError) + Array("BIN\0".utf8) + binary + more
        return Array("glTF".utf8) + four(2) + four(12 + body.count + lengthError) + body
    }

    /// The JSON part of the triangle, a multiple of four bytes long.
    private static let json: String = {
        let file = GLBFixture.triangle()
        return String(decoding: file[20..<(file.count - 8 - GLBFixture.triangleBytes.count)], as: UTF8.self)
    }()

    private static let trimmed = String(json.reversed().drop { $0 == " " }.reversed())
    private static let oddCount = (5 - trimmed.utf8.count % 4) % 4

    static let containerQuirks: [Quirk] = [
        Quirk(name: "NUL padding", file: container(after: [0, 0, 0, 0])),
        Quirk(name: "mixed padding", file: container(after: [0x0A, 0, 0x20, 0])),
        Quirk(name: "byte order mark", file: container(before: [0xEF, 0xBB, 0xBF, 0x20])),
        Quirk(name: "unaligned", file: container(json: trimmed, after: [UInt8](repeating: 0x20, count: oddCount))),
        Quirk(
            name: "padding beside the JSON",
            file: container(json: trimmed, after: [UInt8](repeating: 0x20, count: oddCount), gap: 3)),
        Quirk(name: "length of the file too large", file: container(lengthError: 5)),
        Quirk(name: "length of the file huge", file: container(lengthError: 1 << 30)),
        Quirk(name: "length of the file too small", file: container(lengthError: -40)),
        Quirk(name: "length of the file is 0", file: container(lengthError: -container().count)),
        Quirk(name: "3 bytes of padding missing", file: container(binaryLengthError: 3)),
        Quirk(name: "bytes at the end", file: container(more: [1, 2, 3, 4, 5])),
        Quirk(name: "another part at the end", file: container(more: [4, 0, 0, 0] + Array("ACMEabcd".utf8))),
        Quirk(name: "another part cut off", file: container(more: [200, 0, 0, 0] + Array("ACMEabcd".utf8))),
    ]

    static let spellingQuirks: [Quirk] =
        [
            #"{"version":"2"}"#, #"{"version":2}"#, #"{"version":2.0}"#, #"{"version":"2.0.1"}"#,
            #"{"version":" 2.0"}"#,
            #"{"version":"v2.0"}"#, #"{"version":"2.0","minVersion":2}"#, "{}", "null", #"{"version":null}"#, "[]",
            #"{"version":"2.1","extras":[]}"#, #"{"version":""}"#,
        ].map { Quirk(name: $0, file: GLBFixture.triangle(asset: $0)) }

    private static func treeQuirk(_ name: String, _ roots: String, _ nodes: String, _ notes: [String] = []) -> Quirk {
        Quirk(
            name: name, file: GLBFixture.triangle(scenes: #"[{"nodes":\#(roots)}]"#, nodes: nodes), notes: notes)
    }

    static let treeQuirks: [Quirk] = [
        treeQuirk("child is also a root", "[0,1]", #"[{"children":[1]},{"mesh":0}]"#),
        treeQuirk("child is the first root", "[1,0]", #"[{"children":[1]},{"mesh":0}]"#),
        treeQuirk("grandchildren are roots", "[2,1,0]", #"[{"children":[1]},{"children":[2]},{"mesh":0}]"#),
        treeQuirk("all nodes are roots", "[0,1,2]", #"[{"mesh":0},{"children":[0]},{"children":[1]}]"#),
        treeQuirk("two parents", "[0,1]", #"[{"children":[2]},{"children":[2]},{"mesh":0}]"#),
        treeQuirk("two levels of parents", "[0]", #"[{"children":[1,2]},{"children":[2]},{"mesh":0}]"#),
        treeQuirk("twice in the scene", "[0,0,0]", #"[{"mesh":0}]"#),
        treeQuirk("twice among children", "[0]", #"[{"children":[1,1]},{"mesh":0}]"#),
        treeQuirk("a parent outside the scene", "[1]", #"[{"children":[1]},{"mesh":0}]"#),
        treeQuirk("a circle outside the scene", "[2]", #"[{"children":[1]},{"children":[0]},{"mesh":0}]"#),
        treeQuirk("a root not there", "[0,9,-1]", #"[{"mesh":0}]"#, ["2 nodes left out (not in the file)"]),
        treeQuirk("a child not there", "[0]", #"[{"mesh":0,"children":[9]}]"#, ["1 node left out (not in the file)"]),
        treeQuirk("an empty scene", "[]", #"[{"mesh":0}]"#),
        treeQuirk("a short matrix", "[0]", #"[{"mesh":0,"matrix":[1]}]"#, ["1 transform left out (damaged)"]),
        treeQuirk("a short place", "[0]", #"[{"mesh":0,"translation":[1]}]"#, ["1 transform left out (damaged)"]),
        treeQuirk("a text as scale", "[0]", #"[{"mesh":0,"scale":"1"}]"#),
        treeQuirk("no such skin", "[0]", #"[{"mesh":0,"skin":3}]"#, ["1 skin left out (damaged)"]),
        Quirk(name: "no such scene", file: GLBFixture.triangle(more: #","scene":7"#)),
        Quirk(name: "a negative scene", file: GLBFixture.triangle(more: #","scene":-1"#)),
        Quirk(name: "no scenes", file: GLBFixture.triangle(scenes: "[]")),
    ]

    private static let otherAccessors: [(name: String, accessor: String)] = [
        ("beyond its view", #"{"bufferView":0,"byteOffset":24,"componentType":5126,"count":3,"type":"VEC4"}"#),
        ("no such view", #"{"bufferView":7,"componentType":5126,"count":3,"type":"VEC3"}"#),
        ("an unknown type", #"{"bufferView":0,"componentType":5126,"count":3,"type":"VEC9"}"#),
        ("an unknown component", #"{"bufferView":0,"componentType":1,"count":3,"type":"VEC3"}"#),
        ("a text as count", #"{"bufferView":0,"componentType":5126,"count":"3","type":"VEC3"}"#),
        ("too few rows", #"{"bufferView":0,"componentType":5126,"count":2,"type":"VEC3"}"#),
        ("a negative count", #"{"bufferView":0,"componentType":5126,"count":-3,"type":"VEC3"}"#),
        ("one number a row", #"{"bufferView":0,"componentType":5126,"count":3,"type":"SCALAR"}"#),
        ("null", "null"),
    ]

    static let attributeQuirks: [Quirk] = ["NORMAL", "COLOR_0", "JOINTS_0", "WEIGHTS_0"].flatMap { attribute in
        otherAccessors.map { name, accessor in
            Quirk(
                name: "\(attribute): \(name)",
                file: GLBFixture.triangle(
                    primitive: #"{"attributes":{"POSITION":0,"\#(attribute)":2},"indices":1}"#,
                    accessors: GLBFixture.accessors.dropLast() + "," + accessor + "]"),
                notes: ["1 attribute left out (\(attribute))"])
        } + [
            Quirk(
                name: "\(attribute): no such accessor",
                file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0,"\#(attribute)":9},"indices":1}"#),
                notes: ["1 attribute left out (\(attribute))"]),
            Quirk(
                name: "\(attribute): a text",
                file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0,"\#(attribute)":"x"},"indices":1}"#)),
        ]
    }

    private static let line = #"{"attributes":{"POSITION":0},"mode":"#

    static let dataQuirks: [Quirk] = [
        Quirk(
            name: "stride 0",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteLength":36,"byteStride":0},"#
                    + #"{"buffer":0,"byteOffset":36,"byteLength":3,"byteStride":0}]"#)),
        Quirk(name: "buffer 3 bytes longer", file: GLBFixture.triangle(buffers: #"[{"byteLength":43}]"#)),
        Quirk(name: "buffer far longer", file: GLBFixture.triangle(buffers: #"[{"byteLength":4000}]"#)),
        Quirk(name: "buffer of length 0", file: GLBFixture.triangle(buffers: #"[{"byteLength":0}]"#)),
        Quirk(name: "buffer without length", file: GLBFixture.triangle(buffers: "[{}]")),
        Quirk(name: "buffer with an empty link", file: GLBFixture.triangle(buffers: #"[{"byteLength":40,"uri":""}]"#)),
        Quirk(
            name: "view longer than its buffer",
            file: GLBFixture.triangle(
                views: #"[{"buffer":0,"byteLength":99},{"buffer":0,"byteOffset":36,"byteLength":8}]"#)),
        Quirk(
            name: "four numbers a position",
            file: GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0}}"#,
                accessors: #"[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC4"}]"#,
                views: #"[{"buffer":0,"byteLength":48}]"#,
                binary: GLBFixture.bytes([0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]))),
        Quirk(
            name: "more normals than positions",
            file: GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0,"NORMAL":2},"indices":1}"#,
                accessors: GLBFixture.accessors.dropLast()
                    + #",{"bufferView":2,"componentType":5126,"count":5,"type":"VEC3"}]"#,
                views: GLBFixture.views.dropLast() + #",{"buffer":0,"byteOffset":40,"byteLength":60}]"#,
                binary: GLBFixture.triangleBytes + GLBFixture.bytes([Float](repeating: 1, count: 15)))),
        Quirk(
            name: "lists instead of objects",
            file: GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0},"indices":1,"extensions":[],"extras":[],"targets":{}}"#,
                views: #"[{"buffer":0,"byteLength":36,"extensions":[]},{"buffer":0,"byteOffset":36,"byteLength":3}]"#,
                more: #","extensionsRequired":{},"extensionsUsed":{}"#)),
        Quirk(
            name: "lines beside", file: GLBFixture.triangle(primitive: line + "1}," + line + "4}"),
            notes: ["1 part left out (points or lines)"]),
        Quirk(
            name: "unknown modes beside",
            file: GLBFixture.triangle(primitive: line + "9}," + line + "-1}," + line + "4}"),
            notes: ["2 parts left out (unknown drawing mode)"]),
        Quirk(
            name: "a part without positions",
            file: GLBFixture.triangle(primitive: #"{"attributes":{}},{},"# + line + "4}"),
            notes: ["2 parts left out (no vertex data)"]),
        Quirk(
            name: "no such material",
            file: GLBFixture.triangle(primitive: #"{"attributes":{"POSITION":0},"material":2}"#),
            notes: ["1 material left out (not in the file)"]),
    ]

    private static func materialQuirk(
        _ name: String, _ material: String, _ more: String = "", _ reason: String? = nil
    ) -> Quirk {
        Quirk(
            name: name,
            file: GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0},"indices":1,"material":0}"#,
                more: #","materials":[\#(material)]\#(more)"#),
            notes: reason.map { ["1 texture left out (\($0))"] } ?? [])
    }

    private static let textured = #"{"pbrMetallicRoughness":{"baseColorTexture":{"index":0}}}"#

    static let materialQuirks: [Quirk] = [
        materialQuirk("null", "null"), materialQuirk("a number", "5"),
        materialQuirk("texts as numbers", #"{"alphaCutoff":"0.5","pbrMetallicRoughness":{"metallicFactor":"1"}}"#),
        materialQuirk("a color of two numbers", #"{"pbrMetallicRoughness":{"baseColorFactor":[1,1]}}"#),
        materialQuirk("a number as mode", #"{"alphaMode":2,"emissiveFactor":1,"extensions":[]}"#),
        materialQuirk("a texture without index", #"{"pbrMetallicRoughness":{"baseColorTexture":{}}}"#),
        materialQuirk("no such texture", textured, "", "damaged"),
        materialQuirk("a null texture", textured, #","textures":[null]"#, "damaged"),
        materialQuirk("a texture without picture", textured, #","textures":[{}]"#, "no picture"),
        materialQuirk("no such picture", textured, #","textures":[{"source":4}]"#, "damaged"),
        materialQuirk(
            "no such view", textured, #","textures":[{"source":0}],"images":[{"bufferView":9}]"#, "damaged"),
        materialQuirk(
            "another file", textured, #","textures":[{"source":0}],"images":[{"uri":"a.png"}]"#, "in another file"),
        materialQuirk(
            "damaged text", textured, #","textures":[{"source":0}],"images":[{"uri":"data:image/png;base64,@"}]"#,
            "damaged"),
        materialQuirk(
            "no such sampler", textured, #","textures":[{"source":0,"sampler":3}],"images":[{"uri":"a.png"}]"#,
            "in another file"),
        materialQuirk(
            "KTX2", textured,
            #","textures":[{"extensions":{"KHR_texture_basisu":{"source":0}}}],"images":[{"bufferView":0}],"#
                + #""extensionsRequired":["KHR_texture_basisu"]"#, "KTX2"),
        materialQuirk(
            "KTX2 without its extension", textured,
            #","textures":[{"source":0}],"images":[{"uri":"data:image/ktx2;base64,q0tUWCAyMLsNChoK"}]"#, "KTX2"),
        materialQuirk(
            "AVIF", textured,
            #","textures":[{"extensions":{"EXT_texture_avif":{"source":0}}}],"#
                + #""extensionsRequired":["EXT_texture_avif"]"#, "AVIF"),
        materialQuirk("DDS", textured, #","textures":[{"extensions":{"MSFT_texture_dds":{"source":0}}}]"#, "DDS"),
    ]

    @Test(
        arguments: containerQuirks + spellingQuirks + treeQuirks + attributeQuirks + dataQuirks + materialQuirks)
    func drawsOnceWhatIsThere(quirk: Quirk) throws {
        let scene = try MeshReader.read(quirk.file) { file, _ in try PictureDecoder().decode(file) }
        #expect(scene.triangleCount == 1 && scene.notes == quirk.notes)
        #expect(scene.full.positions.prefix(3) == [.zero, Vector3(1, 0, 0), Vector3(0, 1, 0)])
    }

    @Test(arguments: ["[0,1]", "[1,0]", "[1,1,0,0]"])
    func placesAChildThatIsAlsoARootByItsParent(roots: String) throws {
        let nodes = #"[{"translation":[5,0,0],"children":[1]},{"mesh":0,"translation":[0,2,0]}]"#
        let scene = try GLBFixture.read(GLBFixture.triangle(scenes: #"[{"nodes":\#(roots)}]"#, nodes: nodes))
        #expect(scene.triangleCount == 1 && scene.bounds.minimum == Vector3(5, 2, 0))
    }

    @Test func readsTextureCoordinatesOfThreeNumbers() throws {
        let picture = try PNG.encode(PixelImage(width: 1, height: 1, bytes: [1, 2, 3, 255]))
        let scene = try GLBFixture.read(
            GLBFixture.triangle(
                primitive: #"{"attributes":{"POSITION":0,"TEXCOORD_0":0},"indices":1,"material":0}"#,
                more: #","materials":[\#(Self.textured)],"textures":[{"source":0}],"images":[{"uri":"#
                    + #""data:image/png;base64,\#(Data(picture).base64EncodedString())"}]"#))
        #expect(scene.textures.count == 1 && scene.notes.isEmpty)
        #expect(scene.full.textureCoordinates == [SIMD2(0, 0), SIMD2(1, 0), SIMD2(0, 1)])
    }

    @Test func countsEachKindOfOmissionOnce() throws {
        let primitive = #"{"attributes":{"POSITION":0,"NORMAL":9,"COLOR_0":9},"indices":1}"#
        let scene = try GLBFixture.read(
            GLBFixture.triangle(primitive: [primitive, primitive, primitive].joined(separator: ",")))
        #expect(scene.triangleCount == 3)
        #expect(scene.notes == ["3 attributes left out (NORMAL)", "3 attributes left out (COLOR_0)"])
    }

    /// The triangle with targets that move it by 2 to the right and by 4 upward, and one that is damaged.
    private static func morphed(
        node: String, mesh: String, sparse: Bool = false,
        targets: String = #"{"POSITION":2},{"POSITION":3},{"POSITION":9}"#, roots: String = "[0]"
    ) -> [UInt8] {
        let binary =
            GLBFixture.triangleBytes + GLBFixture.bytes([2, 0, 0, 2, 0, 0, 2, 0, 0, 0, 4, 0, 0, 4, 0, 0, 4, 0])
        let whole = #"{"bufferView":2,"componentType":5126,"count":3,"type":"VEC3"}"#
        let rows =
            #"{"componentType":5126,"count":3,"type":"VEC3","sparse":{"count":3,"indices":{"bufferView":1,"#
            + #""componentType":5121},"values":{"bufferView":2}}}"#
        return GLBFixture.triangle(
            scenes: #"[{"nodes":\#(roots)}]"#, nodes: "[\(node)]",
            // The fixture closes the list of parts and the mesh.
            primitive: #"{"attributes":{"POSITION":0},"indices":1,"targets":"#
                + #"[\#(targets)]}],\#(mesh)"more":["#,
            accessors: GLBFixture.accessors.dropLast() + "," + (sparse ? rows : whole)
                + #",{"bufferView":3,"componentType":5126,"count":3,"type":"VEC3"}]"#,
            views: GLBFixture.views.dropLast() + #",{"buffer":0,"byteOffset":40,"byteLength":36},"#
                + #"{"buffer":0,"byteOffset":76,"byteLength":36}]"#,
            buffers: #"[{"byteLength":112}]"#, binary: binary)
    }

    @Test(
        arguments: [
            ("", "", Vector3.zero, false),
            ("", #""weights":[0.5,0.25],"#, Vector3(1, 1, 0), false),
            ("", #""weights":[1,0],"#, Vector3(2, 0, 0), true),
            (#","weights":[0,1,0]"#, #""weights":[1,0,0],"#, Vector3(0, 4, 0), false),
            (#","weights":[0,0,0]"#, #""weights":[1,0,0],"#, .zero, false),
            ("", #""weights":[1],"#, Vector3(2, 0, 0), false),
            ("", #""weights":[1,0,0,7],"#, Vector3(2, 0, 0), false),
            ("", #""weights":["x"],"#, .zero, false),
        ])
    func appliesTheWeightsOfMorphTargets(node: String, mesh: String, offset: Vector3, sparse: Bool) throws {
        let scene = try GLBFixture.read(Self.morphed(node: #"{"mesh":0\#(node)}"#, mesh: mesh, sparse: sparse))
        #expect(scene.full.positions == [offset, offset + Vector3(1, 0, 0), offset + Vector3(0, 1, 0)])
        #expect(scene.notes.isEmpty)
    }

    @Test func leavesOutADamagedMorphTarget() throws {
        let scene = try GLBFixture.read(Self.morphed(node: #"{"mesh":0}"#, mesh: #""weights":[1,0,1],"#))
        #expect(scene.full.positions[0] == Vector3(2, 0, 0) && scene.notes == ["1 morph target left out (damaged)"])
    }

    /// Ten meshes with ten targets of three vertices each: 900 numbers.
    @Test func countsTheVerticesOfEachMorph() throws {
        let nodes = Array(repeating: #"{"mesh":0}"#, count: 10).joined(separator: ",")
        let targets = Array(repeating: #"{"POSITION":2}"#, count: 10).joined(separator: ",")
        let file = Self.morphed(
            node: nodes, mesh: #""weights":[1,1,1,1,1,1,1,1,1,1],"#, targets: targets, roots: "[0,1,2,3,4,5,6,7,8,9]")
        #expect(try GLBFixture.read(file).triangleCount == 10)
        let error = #expect(throws: MeshReadingError.self) {
            try GLBFixture.read(file, limits: MeshLimits(vertexCount: 30, triangleCount: 10))
        }
        #expect(error?.description.contains("more vertex data") == true)
    }
}
