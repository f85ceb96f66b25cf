import CDraco
import Foundation

extension GLB {
    /// Encodes a mesh like `encode`, with the required extension KHR_draco_mesh_compression: a tenth of the size,
    /// positions rounded to 1/16,384 of the longest side.
    ///
    /// The same mesh and name give the same bytes.
    ///
    /// - Throws: `DracoError.refused`, or what the JSON encoder throws.
    package static func encodeCompressed(_ mesh: Mesh, name: String = "mesh") throws -> [UInt8] {
        guard !mesh.parts.isEmpty else { return try encode(mesh, name: name) }
        var binary = ByteWriter()
        var document = GLTFDocument()
        var materials: [Material] = []
        var primitives: [GLTFDocument.Primitive] = []
        for part in mesh.parts {
            let piece = mesh.piece(mesh.indices[part.indexRange], part.material)
            let packed = try DracoMesh.packed(piece)
            let view = GLTFDocument.BufferView(byteOffset: binary.count, byteLength: packed.bytes.count)
            document.bufferViews = (document.bufferViews ?? []) + [view]
            binary.add(packed.bytes)
            binary.pad(to: 4)
            let first = document.accessors?.count ?? 0
            document.accessors = (document.accessors ?? []) + accessors(of: piece, vertexCount: packed.vertexCount)
            if !materials.contains(part.material) { materials.append(part.material) }
            primitives.append(
                .init(
                    attributes: ["POSITION": first, "NORMAL": first + 1, "COLOR_0": first + 2], indices: first + 3,
                    material: materials.firstIndex(of: part.material) ?? 0,
                    extensions: .init(
                        draco: .init(
                            bufferView: (document.bufferViews?.count ?? 1) - 1,
                            attributes: ["POSITION": 0, "NORMAL": 1, "COLOR_0": 2]))))
        }
        document.scenes = [.init(nodes: [0])]
        document.nodes = [.init(mesh: 0, name: name)]
        document.meshes = [.init(name: name, primitives: primitives)]
        document.materials = materials.map { .init($0) }
        document.buffers = [.init(byteLength: binary.count)]
        document.extensionsUsed = ["KHR_draco_mesh_compression"]
        document.extensionsRequired = document.extensionsUsed
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return container(json: Array(try encoder.encode(document)), binary: binary.bytes)
    }

    /// The accessors of positions, normals, colors and indices; their data is in the compressed buffer.
    private static func accessors(of piece: Mesh, vertexCount: Int) -> [GLTFDocument.Accessor] {
        let bounds = piece.bounds
        return [
            .init(
                componentType: 5126, count: vertexCount, type: "VEC3", min: bounds?.minimum.channels,
                max: bounds?.maximum.channels),
            .init(componentType: 5126, count: vertexCount, type: "VEC3"),
            .init(componentType: 5121, normalized: true, count: vertexCount, type: "VEC4"),
            .init(componentType: 5125, count: piece.indices.count, type: "SCALAR"),
        ]
    }
}

extension DracoMesh {
    /// The encoding of triangles: compact by edge traversal, or in their own order.
    enum Method: Int32, CaseIterable {
        case sequential = 0
        case edgebreaker = 1
    }

    /// The compressed data of a mesh and its number of vertices after decoding.
    static func packed(
        _ mesh: Mesh, _ method: Method = .edgebreaker
    ) throws(DracoError) -> (bytes: [UInt8], vertexCount: Int) {
        let colors = mesh.colors.map { GLB.bytes(of: $0).littleEndian }
        var size = 0
        var vertexCount = 0
        let bytes = mesh.positions.withUnsafeBytes { positions in
            mesh.normals.withUnsafeBytes { normals in
                colors.withUnsafeBytes { colors in
                    mesh.indices.withUnsafeBufferPointer { indices in
                        var source = mintop_draco_source(
                            positions: positions.bindMemory(to: Float.self).baseAddress,
                            normals: normals.bindMemory(to: Float.self).baseAddress,
                            colors: colors.bindMemory(to: UInt8.self).baseAddress,
                            vertex_count: mesh.positions.count, indices: indices.baseAddress,
                            triangle_count: mesh.triangleCount)
                        return mintop_draco_encode(&source, method.rawValue, 14, &size, &vertexCount)
                    }
                }
            }
        }
        guard let bytes else { throw DracoError.refused }
        defer { mintop_draco_free_bytes(bytes) }
        return (Array(UnsafeBufferPointer(start: bytes, count: size)), vertexCount)
    }
}

package enum DracoError: Error, Equatable, CustomStringConvertible {
    /// The library gives no reason; it rejects meshes without triangles.
    case refused

    package var description: String { "The model could not be compressed." }
}
