/// Wavefront OBJ and its material library, by the "Object Files" and "MTL" appendices of Advanced Visualizer 3.0.
///
/// Vertex colours follow the coordinates (`v x y z r g b`, sRGB), as most programs read them.
package enum OBJ {
    /// The object file: metres, Y up, a group for each material. It names its material file `<stem of name>.mtl`.
    package static func encode(_ mesh: Mesh, name: String = "mesh") -> [UInt8] {
        let stem = FileName.stem(name)
        var writer = ByteWriter()
        writer.reserve(mesh.positions.count * 80 + mesh.indices.count * 12)
        writer.add("# Metres, Y up\nmtllib \(stem).mtl\no \(stem)\n")
        for (position, colour) in zip(mesh.positions, mesh.colours) {
            let c = colour.encoded
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
                    writer.add(UInt8(ascii: " "))
                    writer.addDecimal(vertex)
                    writer.add("//")
                    writer.addDecimal(vertex)
                }
                writer.add(newline)
            }
        }
        return writer.bytes
    }

    /// The material file: one material for each part, with the mean colour of its vertices.
    ///
    /// Metalness and roughness are in the fields of the common extension for physically based shading (`Pm`, `Pr`).
    package static func materials(of mesh: Mesh) -> [UInt8] {
        var writer = ByteWriter()
        writer.add("# Colours in sRGB\n")
        for (number, part) in mesh.parts.enumerated() {
            let material = part.material
            let colour = mesh.meanColour(of: part)
            let shine = (1 - material.roughness) * (1 - material.roughness)
            writer.add("newmtl material_\(number)\n")
            let fields: [(String, [Float])] = [
                ("Kd", colour.encoded.channels),
                ("Ks", Colour(0.04, 0.04, 0.04).mixed(with: colour, material.metallic).encoded.channels),
                ("Ke", (colour * min(material.glow, 1)).encoded.channels), ("Ns", [shine * 900 + 1]), ("d", [1]),
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
