import Foundation

/// The binary form of glTF 2.0: one file with everything in it.
package enum GLB {
    /// The media type of such a file.
    package static let contentType = "model/gltf-binary"

    /// One mesh with a primitive for each material; positions, normals, linear RGBA vertex colours, 32-bit indices.
    ///
    /// A mesh without triangles gives a valid file with an empty scene.
    package static func encode(_ mesh: Mesh, name: String = "mesh") throws -> [UInt8] {
        var binary: [UInt8] = []
        binary.reserveCapacity(mesh.positions.count * 28 + mesh.indices.count * 4)
        for p in mesh.positions { append([p.x, p.y, p.z], to: &binary) }
        let normalsAt = binary.count
        for n in mesh.normals { append([n.x, n.y, n.z], to: &binary) }
        let coloursAt = binary.count
        for c in mesh.colours { append(bytes(of: c), to: &binary) }
        let indicesAt = binary.count
        for index in mesh.indices { append(index, to: &binary) }
        let offsets = Offsets(normals: normalsAt, colours: coloursAt, indices: indicesAt, end: binary.count)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(document(of: mesh, named: name, offsets))
        return container(json: Array(json), binary: binary)
    }

    private struct Offsets {
        var normals: Int
        var colours: Int
        var indices: Int
        var end: Int
    }

    private static func document(of mesh: Mesh, named name: String, _ offsets: Offsets) -> GLTFDocument {
        guard let bounds = mesh.bounds, !mesh.parts.isEmpty else { return GLTFDocument() }
        let count = mesh.positions.count
        var document = GLTFDocument()
        document.scenes = [.init(nodes: [0])]
        document.nodes = [.init(mesh: 0, name: name)]
        document.buffers = [.init(byteLength: offsets.end)]
        document.bufferViews = [
            .init(byteOffset: 0, byteLength: offsets.normals, target: 34962),
            .init(byteOffset: offsets.normals, byteLength: offsets.colours - offsets.normals, target: 34962),
            .init(byteOffset: offsets.colours, byteLength: offsets.indices - offsets.colours, target: 34962),
            .init(byteOffset: offsets.indices, byteLength: offsets.end - offsets.indices, target: 34963),
        ]
        let (low, high) = (bounds.minimum, bounds.maximum)
        document.accessors = [
            .init(
                bufferView: 0, componentType: 5126, count: count, type: "VEC3", min: [low.x, low.y, low.z],
                max: [high.x, high.y, high.z]),
            .init(bufferView: 1, componentType: 5126, count: count, type: "VEC3"),
            .init(bufferView: 2, componentType: 5121, normalized: true, count: count, type: "VEC4"),
        ]
        var primitives: [GLTFDocument.Primitive] = []
        for (index, part) in mesh.parts.enumerated() {
            document.accessors?.append(
                .init(
                    bufferView: 3, byteOffset: part.indexRange.lowerBound * 4, componentType: 5125,
                    count: part.indexRange.count, type: "SCALAR"))
            document.materials = (document.materials ?? []) + [.init(part.material)]
            primitives.append(.init(indices: 3 + index, material: index))
        }
        document.meshes = [.init(name: name, primitives: primitives)]
        return document
    }

    /// glTF says: JSON padded with spaces, binary with zeros, each chunk to a multiple of four.
    private static func container(json: [UInt8], binary: [UInt8]) -> [UInt8] {
        let text = json + [UInt8](repeating: 0x20, count: (4 - json.count % 4) % 4)
        let data = binary + [UInt8](repeating: 0, count: (4 - binary.count % 4) % 4)
        var file: [UInt8] = []
        file.reserveCapacity(28 + text.count + data.count)
        append(0x4654_6C67, to: &file)
        append(2, to: &file)
        append(UInt32(12 + 8 + text.count + (data.isEmpty ? 0 : 8 + data.count)), to: &file)
        append(UInt32(text.count), to: &file)
        append(0x4E4F_534A, to: &file)
        file += text
        if !data.isEmpty {
            append(UInt32(data.count), to: &file)
            append(0x004E_4942, to: &file)
            file += data
        }
        return file
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ values: [Float], to bytes: inout [UInt8]) {
        for value in values { append(value.bitPattern, to: &bytes) }
    }

    private static func bytes(of colour: Colour) -> UInt32 {
        func byte(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return byte(colour.red) | byte(colour.green) << 8 | byte(colour.blue) << 16 | 0xFF00_0000
    }
}
