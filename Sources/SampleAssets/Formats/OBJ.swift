import ModelViewer

/// An encoder for Wavefront OBJ and its material library, by the appendices "Object Files" and "MTL" of Advanced
/// Visualizer 3.0.
///
/// Vertex colors follow the coordinates (`v x y z r g b`, sRGB), which most programs read.
package enum OBJ {
    /// The object file, in meters, Y up, with a group for each material. It refers to `<stem of name>.mtl`.
    package static func encode(_ mesh: Mesh, name: String = "mesh") -> [UInt8] {
        let stem = FileName.stem(name)
        var writer = ByteWriter()
        writer.reserve(mesh.positions.count * 80 + mesh.indices.count * 12)
        writer.add("# Metres, Y up\nmtllib \(stem).mtl\no \(stem)\n")
        for (position, color) in zip(mesh.positions, mesh.colors) {
            let c = color.encoded
            writer.add("v ")
            writer.addDecimals([position.x, position.y, position.z, c.red, c.green, c.blue])
            writer.add(newline)
        }
        for n in mesh.normals {
            writer.add("vn ")
            writer.addDecimals([n.x, n.y, n.z], places: 4)
            writer.add(newline)
        }
        for (number, part) in mesh.parts.enumerated() {
            writer.add("g part_\(number)\nusemtl material_\(number)\n")
            for at in stride(from: part.indexRange.lowerBound, to: part.indexRange.upperBound, by: 3) {
                writer.add("f")
                for corner in at..<(at + 3) {
                    let vertex = Int(mesh.indices[corner]) + 1
                    writer.add(" \(vertex)//\(vertex)")
                }
                writer.add(newline)
            }
        }
        return writer.bytes
    }

    /// The material file with one material for each part, in the mean color of its vertices.
    ///
    /// Metalness and roughness use the fields of the PBR extension (`Pm`, `Pr`).
    package static func materials(of mesh: Mesh) -> [UInt8] {
        var writer = ByteWriter()
        writer.add("# Colors in sRGB\n")
        for (number, part) in mesh.parts.enumerated() {
            let material = part.material
            let color = mesh.meanColor(of: part)
            let shine = (1 - material.roughness) * (1 - material.roughness)
            writer.add("newmtl material_\(number)\n")
            let fields: [(String, [Float])] = [
                ("Kd", color.encoded.channels),
                ("Ks", Color(0.04, 0.04, 0.04).mixed(with: color, material.metallic).encoded.channels),
                ("Ke", (color * min(material.glow.red, 1)).encoded.channels), ("Ns", [shine * 900 + 1]), ("d", [1]),
                ("Pr", [material.roughness]), ("Pm", [material.metallic]), ("illum", [2]),
            ]
            for (field, values) in fields {
                writer.add("\(field) ")
                writer.addDecimals(values)
                writer.add(newline)
            }
        }
        return writer.bytes
    }

    private static let newline = UInt8(ascii: "\n")
}
