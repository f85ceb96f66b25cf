import Foundation

@testable import ModelViewer
@testable import SampleAssets
@testable import Pictures

/// Hand-made GLB files: JSON and binary as given, with correct lengths by default.
enum GLBFixture {
    static func file(_ json: String, _ binary: [UInt8] = []) -> [UInt8] {
        var text = ByteWriter()
        text.add(json)
        text.pad(to: 4, with: 0x20)
        var data = ByteWriter()
        data.add(binary)
        data.pad(to: 4)
        var file = ByteWriter()
        file.add("glTF")
        file.add(UInt32(2))
        file.add(UInt32(20 + text.count + (data.count == 0 ? 0 : 8 + data.count)))
        file.add(UInt32(text.count))
        file.add("JSON")
        file.add(text.bytes)
        if data.count > 0 {
            file.add(UInt32(data.count))
            file.add(UInt32(0x004E_4942))
            file.add(data.bytes)
        }
        return file.bytes
    }

    /// Three corners at (0,0,0), (1,0,0), (0,1,0) as floats, then the indices 0, 1, 2 as bytes.
    static let triangleBytes: [UInt8] = bytes([0, 0, 0, 1, 0, 0, 0, 1, 0]) + [0, 1, 2, 0]

    /// A file of that triangle; each argument replaces a part of its JSON.
    static func triangle(
        asset: String = #"{"version":"2.0"}"#, scenes: String = #"[{"nodes":[0]}]"#, nodes: String = #"[{"mesh":0}]"#,
        primitive: String = #"{"attributes":{"POSITION":0},"indices":1}"#, accessors: String = accessors,
        views: String = views, buffers: String = #"[{"byteLength":40}]"#, more: String = "",
        binary: [UInt8] = triangleBytes
    ) -> [UInt8] {
        file(
            #"{"asset":\#(asset),"scenes":\#(scenes),"nodes":\#(nodes),"meshes":[{"primitives":[\#(primitive)]}],"#
                + #""accessors":\#(accessors),"bufferViews":\#(views),"buffers":\#(buffers)\#(more)}"#, binary)
    }

    static let accessors = """
        [{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},
        {"bufferView":1,"componentType":5121,"count":3,"type":"SCALAR"}]
        """

    static let views = """
        [{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":3}]
        """

    static func bytes(_ values: [Float]) -> [UInt8] {
        var writer = ByteWriter()
        for value in values { writer.add(value) }
        return writer.bytes
    }

    static func read(_ file: [UInt8], limits: MeshLimits = .standard) throws -> Scene {
        try MeshReader.read(file, limits: limits) { file, limit in
            try PictureDecoder(limits: PictureLimits(side: .max, pixels: limit, bytes: .max)).decode(file)
        }
    }
}
