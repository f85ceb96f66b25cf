import Foundation
import ModelViewer

/// The binary form of glTF 2.0 in one self-contained file.
package enum GLB {
    package static let contentType = "model/gltf-binary"

    /// The animation of a mesh's node, and its scale.
    struct Clip {
        var name: String
        var scale: Float
        /// In seconds, ascending.
        var times: [Float]
        /// The property by glTF's name, with `width` values per time.
        var tracks: [(path: String, values: [Float], width: Int)]
    }

    /// One mesh with a primitive for each material: positions, normals, linear RGBA vertex colors, 32-bit indices.
    ///
    /// A mesh without triangles gives a valid file with an empty scene.
    package static func encode(_ mesh: Mesh, name: String = "mesh") throws -> [UInt8] {
        try encode(mesh, name: name, nil)
    }

    static func encode(_ mesh: Mesh, name: String, _ clip: Clip?) throws -> [UInt8] {
        var binary = ByteWriter()
        binary.reserve(mesh.positions.count * 28 + mesh.indices.count * 4)
        for p in mesh.positions { binary.add(p) }
        let normalsAt = binary.count
        for n in mesh.normals { binary.add(n) }
        let colorsAt = binary.count
        for c in mesh.colors { binary.add(bytes(of: c)) }
        let indicesAt = binary.count
        for index in mesh.indices { binary.add(index) }
        let offsets = Offsets(normals: normalsAt, colors: colorsAt, indices: indicesAt, end: binary.count)
        var document = document(of: mesh, name, offsets)
        if let clip { add(clip, to: &document, &binary) }
        if binary.count > 0 { document.buffers = [.init(byteLength: binary.count)] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return container(json: Array(try encoder.encode(document)), binary: binary.bytes)
    }

    private struct Offsets {
        var normals: Int
        var colors: Int
        var indices: Int
        var end: Int
    }

    private static func document(of mesh: Mesh, _ name: String, _ offsets: Offsets) -> GLTFDocument {
        guard let bounds = mesh.bounds, !mesh.parts.isEmpty else { return GLTFDocument() }
        let count = mesh.positions.count
        var document = GLTFDocument()
        document.scenes = [.init(nodes: [0])]
        document.nodes = [.init(mesh: 0, name: name)]
        document.bufferViews = [
            .init(byteOffset: 0, byteLength: offsets.normals, target: 34962),
            .init(byteOffset: offsets.normals, byteLength: offsets.colors - offsets.normals, target: 34962),
            .init(byteOffset: offsets.colors, byteLength: offsets.indices - offsets.colors, target: 34962),
            .init(byteOffset: offsets.indices, byteLength: offsets.end - offsets.indices, target: 34963),
        ]
        let (low, high) = (bounds.minimum, bounds.maximum)
        document.accessors = [
            .init(
                bufferView: 0, componentType: 5126, count: count, type: "VEC3", min: low.channels, max: high.channels),
            .init(bufferView: 1, componentType: 5126, count: count, type: "VEC3"),
            .init(bufferView: 2, componentType: 5121, normalized: true, count: count, type: "VEC4"),
        ]
        var materials: [Material] = []
        var primitives: [GLTFDocument.Primitive] = []
        for (index, part) in mesh.parts.enumerated() {
            document.accessors?.append(
                .init(
                    bufferView: 3, byteOffset: part.indexRange.lowerBound * 4, componentType: 5125,
                    count: part.indexRange.count, type: "SCALAR"))
            if !materials.contains(part.material) { materials.append(part.material) }
            primitives.append(.init(indices: 3 + index, material: materials.firstIndex(of: part.material) ?? 0))
        }
        document.materials = materials.map { .init($0) }
        document.meshes = [.init(name: name, primitives: primitives)]
        return document
    }

    /// Adds the shared times and the values of each track.
    private static func add(_ clip: Clip, to document: inout GLTFDocument, _ binary: inout ByteWriter) {
        func add(_ values: [Float], width: Int, isTime: Bool = false) -> Int {
            let view = GLTFDocument.BufferView(byteOffset: binary.count, byteLength: values.count * 4)
            for value in values { binary.add(value) }
            document.bufferViews = (document.bufferViews ?? []) + [view]
            let accessor = GLTFDocument.Accessor(
                bufferView: (document.bufferViews?.count ?? 1) - 1, componentType: 5126, count: values.count / width,
                type: width == 1 ? "SCALAR" : "VEC\(width)", min: isTime ? values.min().map { [$0] } : nil,
                max: isTime ? values.max().map { [$0] } : nil)
            document.accessors = (document.accessors ?? []) + [accessor]
            return (document.accessors?.count ?? 1) - 1
        }
        let times = add(clip.times, width: 1, isTime: true)
        var animation = GLTFDocument.Animation(name: clip.name, samplers: [], channels: [])
        for track in clip.tracks {
            let values = add(track.values, width: track.width)
            animation.channels.append(
                .init(sampler: animation.samplers.count, target: .init(node: 0, path: track.path)))
            animation.samplers.append(.init(input: times, output: values))
        }
        document.nodes?[0].scale = [clip.scale, clip.scale, clip.scale]
        document.animations = [animation]
    }

    /// The GLB container. glTF pads JSON with spaces and binary with zeros, each chunk to a multiple of four.
    static func container(json: [UInt8], binary: [UInt8]) -> [UInt8] {
        var text = ByteWriter()
        text.add(json)
        text.pad(to: 4, with: 0x20)
        var data = ByteWriter()
        data.add(binary)
        data.pad(to: 4)
        var file = ByteWriter()
        file.reserve(28 + text.count + data.count)
        file.add(UInt32(0x4654_6C67))
        file.add(UInt32(2))
        file.add(UInt32(12 + 8 + text.count + (data.count == 0 ? 0 : 8 + data.count)))
        file.add(UInt32(text.count))
        file.add(UInt32(0x4E4F_534A))
        file.add(text.bytes)
        if data.count > 0 {
            file.add(UInt32(data.count))
            file.add(UInt32(0x004E_4942))
            file.add(data.bytes)
        }
        return file.bytes
    }

    static func bytes(of color: Color) -> UInt32 {
        func byte(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return byte(color.red) | byte(color.green) << 8 | byte(color.blue) << 16 | 0xFF00_0000
    }
}
