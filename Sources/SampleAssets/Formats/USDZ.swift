import ModelViewer

/// An encoder for USDZ packages, by OpenUSD's "Usdz File Format Specification" 1.3: a ZIP archive of stored entries
/// aligned to 64 bytes, with one text layer (`.usda`).
package enum USDZ {
    package static let contentType = "model/vnd.usdz+zip"

    /// One `Mesh` for each material, in meters, Y up, with vertex colors that the material reads.
    package static func encode(_ mesh: Mesh, name: String = "mesh") -> [UInt8] {
        var archive = ZipArchive()
        archive.add(layer(mesh), at: "\(FileName.stem(name)).usda")
        return archive.encoded(alignment: 64)
    }

    private static func layer(_ mesh: Mesh) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(mesh.positions.count * 80 + mesh.indices.count * 8)
        writer.add(
            """
            #usda 1.0
            (
                defaultPrim = "Model"
                metersPerUnit = 1
                upAxis = "Y"
            )

            def Xform "Model" (
                kind = "component"
            )
            {

            """)
        for (number, part) in mesh.parts.enumerated() {
            add(mesh.piece(mesh.indices[part.indexRange], part.material), number, to: &writer)
        }
        writer.add("    def Scope \"Materials\"\n    {\n")
        for (number, part) in mesh.parts.enumerated() { writer.add(material(part.material, number)) }
        writer.add("    }\n}\n")
        return writer.bytes
    }

    private static func add(_ piece: Mesh, _ number: Int, to writer: inout ByteWriter) {
        writer.add(
            """
                def Mesh "Part_\(number)" (
                    prepend apiSchemas = ["MaterialBindingAPI"]
                )
                {
                    uniform bool doubleSided = 1
                    rel material:binding = </Model/Materials/Material_\(number)>
                    uniform token subdivisionScheme = "none"
                    float3[] extent = [
            """)
        let bounds = piece.bounds ?? Bounds(minimum: .zero, maximum: .zero)
        add([bounds.minimum, bounds.maximum].map(\.channels), to: &writer)
        writer.add("]\n        int[] faceVertexCounts = [")
        writer.add(list(repeatElement(3, count: piece.triangleCount)))
        writer.add("]\n        int[] faceVertexIndices = [")
        writer.add(list(piece.indices.lazy.map { Int($0) }))
        writer.add("]\n        point3f[] points = [")
        add(piece.positions.map(\.channels), to: &writer)
        writer.add("]\n        normal3f[] normals = [")
        add(piece.normals.map(\.channels), to: &writer)
        writer.add("] (\n            interpolation = \"vertex\"\n        )\n")
        writer.add("        color3f[] primvars:displayColor = [")
        add(piece.colors.map(\.channels), to: &writer)
        writer.add("] (\n            interpolation = \"vertex\"\n        )\n    }\n\n")
    }

    private static func add(_ tuples: [[Float]], to writer: inout ByteWriter) {
        for (index, tuple) in tuples.enumerated() {
            writer.add(index > 0 ? ", (" : "(")
            writer.addDecimals(tuple, separator: ",")
            writer.add(")")
        }
    }

    private static func list(_ numbers: some Sequence<Int>) -> String {
        numbers.map(String.init).joined(separator: ",")
    }

    private static func material(_ material: Material, _ number: Int) -> String {
        let path = "/Model/Materials/Material_\(number)"
        let glow = min(material.glow.red * 0.4, 1)
        return """
                    def Material "Material_\(number)"
                    {
                        token outputs:surface.connect = <\(path)/Surface.outputs:surface>

                        def Shader "Surface"
                        {
                            uniform token info:id = "UsdPreviewSurface"
                            color3f inputs:diffuseColor.connect = <\(path)/Color.outputs:result>
                            color3f inputs:emissiveColor = (\(glow), \(glow), \(glow))
                            float inputs:metallic = \(material.metallic)
                            float inputs:roughness = \(material.roughness)
                            token outputs:surface
                        }

                        def Shader "Color"
                        {
                            uniform token info:id = "UsdPrimvarReader_float3"
                            string inputs:varname = "displayColor"
                            float3 outputs:result
                        }
                    }

            """
    }
}
