import CDracoSamples
import ModelViewer
package import SampleAssets

/// Models compressed with Draco, for tests of their reader.
package enum DracoSamples {
    /// The encoding of triangles: in their own order, or compact by edge traversal.
    package enum Method: Int32, Sendable, CaseIterable {
        case sequential = 0
        case edgebreaker = 1
    }

    /// A GLB with one primitive and one material for each part, whose data only has the compressed form.
    package static func glb(of mesh: Mesh) -> [UInt8] {
        var binary: [UInt8] = []
        var (views, accessors, materials, primitives): ([String], [String], [String], [String]) = ([], [], [], [])
        for part in mesh.parts {
            let packed = packed(mesh.piece(mesh.indices[part.indexRange], part.material))
            views.append(
                #"{"buffer":0,"byteOffset":\#(binary.count),"byteLength":\#(packed.bytes.count)}"#)
            binary += packed.bytes + [UInt8](repeating: 0, count: (4 - packed.bytes.count % 4) % 4)
            let first = accessors.count
            accessors += [
                #"{"componentType":5126,"count":\#(packed.vertexCount),"type":"VEC3"}"#,
                #"{"componentType":5126,"count":\#(packed.vertexCount),"type":"VEC3"}"#,
                #"{"componentType":5121,"normalized":true,"count":\#(packed.vertexCount),"type":"VEC4"}"#,
                #"{"componentType":5125,"count":\#(part.indexRange.count),"type":"SCALAR"}"#,
            ]
            materials.append(
                #"{"pbrMetallicRoughness":{"metallicFactor":\#(part.material.metallic)}}"#)
            primitives.append(
                #"{"attributes":{"POSITION":\#(first),"NORMAL":\#(first + 1),"COLOR_0":\#(first + 2)},"#
                    + #""indices":\#(first + 3),"material":\#(primitives.count),"extensions":"#
                    + #"{"KHR_draco_mesh_compression":{"bufferView":\#(primitives.count),"#
                    + #""attributes":{"POSITION":0,"NORMAL":1,"COLOR_0":2}}}}"#)
        }
        func list(_ entries: [String]) -> String { "[\(entries.joined(separator: ","))]" }
        let used = #"["KHR_draco_mesh_compression"]"#
        return file(
            #"{"asset":{"version":"2.0"},"extensionsUsed":\#(used),"extensionsRequired":\#(used),"#
                + #""scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],"meshes":[{"primitives":\#(list(primitives))}],"#
                + #""materials":\#(list(materials)),"accessors":\#(list(accessors)),"bufferViews":\#(list(views)),"#
                + #""buffers":[{"byteLength":\#(binary.count)}]}"#, binary)
    }

    /// The compressed data of a mesh and its number of vertices after decoding.
    package static func packed(
        _ mesh: Mesh, _ method: Method = .edgebreaker
    ) -> (bytes: [UInt8], vertexCount: Int) {
        let colors = mesh.colors.flatMap { color in
            [color.red, color.green, color.blue, 1].map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
        }
        var size = 0
        var vertexCount = 0
        let bytes = mesh.positions.withUnsafeBytes { positions in
            mesh.normals.withUnsafeBytes { normals in
                colors.withUnsafeBufferPointer { colors in
                    mesh.indices.withUnsafeBufferPointer { indices in
                        var source = mintop_draco_source(
                            positions: positions.bindMemory(to: Float.self).baseAddress,
                            normals: normals.bindMemory(to: Float.self).baseAddress, colors: colors.baseAddress,
                            vertex_count: mesh.positions.count, indices: indices.baseAddress,
                            triangle_count: mesh.triangleCount)
                        return mintop_draco_encode(&source, method.rawValue, 14, &size, &vertexCount)
                    }
                }
            }
        }
        guard let bytes else { preconditionFailure("Draco refuses a mesh without triangles") }
        defer { mintop_draco_free_bytes(bytes) }
        return (Array(UnsafeBufferPointer(start: bytes, count: size)), vertexCount)
    }

    private static func file(_ json: String, _ binary: [UInt8]) -> [UInt8] {
        func bytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        let text = Array(json.utf8) + [UInt8](repeating: 0x20, count: (4 - json.utf8.count % 4) % 4)
        let chunks =
            bytes(text.count) + Array("JSON".utf8) + text + bytes(binary.count) + Array("BIN\0".utf8) + binary
        return Array("glTF".utf8) + bytes(2) + bytes(12 + chunks.count) + chunks
    }
}
