import ModelViewer

/// An encoder for binary FBX 7.4. Autodesk publishes no specification; the layout follows the Blender Foundation's "FBX
/// binary file format specification", which Blender and assimp read and write.
///
/// Debian's assimp has an exporter, but it writes the current time into the file, which breaks reproducible output.
package enum FBX {
    /// FBX has no registered media type.
    package static let contentType = "application/octet-stream"

    /// One geometry and one model, with a material for each part and vertex colors, in meters, Y up.
    package static func encode(_ mesh: Mesh, name: String = "mesh") -> [UInt8] {
        let title = FileName.stem(name)
        var writer = ByteWriter()
        writer.reserve(mesh.indices.count * 40 + mesh.positions.count * 60)
        writer.add("Kaydara FBX Binary  \0")
        writer.add([0x1A, 0x00] as [UInt8])
        writer.add(UInt32(7_400))
        for node in heading() + [definitions(mesh), objects(mesh, title), connections(mesh)] {
            node.write(to: &writer)
        }
        writer.addZeros(FBXNode.endLength)
        addFooter(to: &writer)
        return writer.bytes
    }

    private static let geometryID: Int64 = 1_001
    private static let modelID: Int64 = 1_002
    private static func materialID(_ number: Int) -> Int64 { 2_001 + Int64(number) }

    /// The marks at the start and the end of a file with a fixed creation time. The footer's mark is derived from the
    /// header's by an unpublished method, so both are constants.
    private static let fileID: [UInt8] = [
        0x28, 0xB3, 0x2A, 0xEB, 0xB6, 0x24, 0xCC, 0xC2, 0xBF, 0xC8, 0xB0, 0x2A, 0xA9, 0x2B, 0xFC, 0xF1,
    ]
    private static let footerID: [UInt8] = [
        0xFA, 0xBC, 0xAB, 0x09, 0xD0, 0xC8, 0xD4, 0x66, 0xB1, 0x76, 0xFB, 0x83, 0x1C, 0xF7, 0x26, 0x7E,
    ]
    private static let creationTime = "1970-01-01 10:00:00:000"
    private static let footerEnd: [UInt8] = [
        0xF8, 0x5A, 0x8C, 0x6A, 0xDE, 0xF5, 0xD9, 0x7E, 0xEC, 0xE9, 0x0C, 0xE3, 0x75, 0x8F, 0x29, 0x0B,
    ]

    private static func addFooter(to writer: inout ByteWriter) {
        writer.add(footerID)
        writer.addZeros(4)
        // At least one byte, as in files of Autodesk's writer.
        writer.addZeros(16 - writer.count % 16)
        writer.add(UInt32(7_400))
        writer.addZeros(120)
        writer.add(footerEnd)
    }

    private static func heading() -> [FBXNode] {
        let time = zip(
            ["Version", "Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond"],
            [1_000, 1_970, 1, 1, 10, 0, 0, 0] as [Int32]
        ).map { FBXNode($0, .int($1)) }
        return [
            FBXNode(
                "FBXHeaderExtension",
                children: [
                    FBXNode("FBXHeaderVersion", .int(1_003)), FBXNode("FBXVersion", .int(7_400)),
                    FBXNode("EncryptionType", .int(0)), FBXNode("CreationTimeStamp", children: time),
                    FBXNode("Creator", .text("mintop")),
                ]),
            FBXNode("FileId", .data(fileID)), FBXNode("CreationTime", .text(creationTime)),
            FBXNode("Creator", .text("mintop")), settings(),
            FBXNode(
                "Documents",
                children: [
                    FBXNode("Count", .int(1)),
                    FBXNode(
                        "Document", .long(1_000), .text(""), .text("Scene"), children: [FBXNode("RootNode", .long(0))]),
                ]),
            FBXNode("References"),
        ]
    }

    private static func settings() -> FBXNode {
        let axes: [(String, Int32)] = [
            ("UpAxis", 1), ("UpAxisSign", 1), ("FrontAxis", 2), ("FrontAxisSign", 1), ("CoordAxis", 0),
            ("CoordAxisSign", 1), ("OriginalUpAxis", -1), ("OriginalUpAxisSign", 1),
        ]
        // The unit is in centimeters.
        let units = ["UnitScaleFactor", "OriginalUnitScaleFactor"].map { number($0, 100) }
        let values =
            axes.map { FBXNode("P", .text($0), .text("int"), .text("Integer"), .text(""), .int($1)) } + units
        return FBXNode(
            "GlobalSettings", children: [FBXNode("Version", .int(1_000)), FBXNode("Properties70", children: values)])
    }

    private static func definitions(_ mesh: Mesh) -> FBXNode {
        let counts: [(String, Int)] = [
            ("GlobalSettings", 1), ("Geometry", 1), ("Model", 1), ("Material", mesh.parts.count),
        ]
        let types = counts.map { FBXNode("ObjectType", .text($0), children: [FBXNode("Count", .int(Int32($1)))]) }
        let total = counts.reduce(0) { $0 + $1.1 }
        return FBXNode(
            "Definitions",
            children: [FBXNode("Version", .int(100)), FBXNode("Count", .int(Int32(total)))] + types)
    }

    private static func objects(_ mesh: Mesh, _ title: String) -> FBXNode {
        let model = FBXNode(
            "Model", .long(modelID), .text("\(title)\0\u{1}Model"), .text("Mesh"),
            children: [
                FBXNode("Version", .int(232)), FBXNode("Properties70"), FBXNode("Shading", .flag(true)),
                FBXNode("Culling", .text("CullingOff")),
            ])
        let materials = mesh.parts.enumerated().map { material($1, $0, in: mesh) }
        return FBXNode("Objects", children: [geometry(of: mesh, title, id: geometryID), model] + materials)
    }

    private static func connections(_ mesh: Mesh) -> FBXNode {
        let links: [(child: Int64, parent: Int64)] =
            [(modelID, 0), (geometryID, modelID)] + mesh.parts.indices.map { (materialID($0), modelID) }
        return FBXNode(
            "Connections", children: links.map { FBXNode("C", .text("OO"), .long($0.child), .long($0.parent)) })
    }

    private static func material(_ part: Mesh.Part, _ number: Int, in mesh: Mesh) -> FBXNode {
        let material = part.material
        let color = mesh.meanColor(of: part)
        let smooth = Double(1 - material.roughness)
        let values = [
            self.color("DiffuseColor", color), self.number("DiffuseFactor", 1),
            self.color("SpecularColor", Color.white.mixed(with: color, material.metallic)),
            self.number("SpecularFactor", Double(0.25 + 0.75 * material.metallic)),
            // Blender converts these values back to the roughness.
            self.number("Shininess", smooth * smooth * 100), self.number("ShininessExponent", smooth * smooth * 100),
            self.number("ReflectionFactor", Double(material.metallic)), self.color("EmissiveColor", color),
            self.number("EmissiveFactor", Double(min(material.glow.red, 1))), self.number("Opacity", 1),
        ]
        return FBXNode(
            "Material", .long(materialID(number)), .text("material_\(number)\0\u{1}Material"), .text(""),
            children: [
                FBXNode("Version", .int(102)), FBXNode("ShadingModel", .text("Phong")), FBXNode("MultiLayer", .int(0)),
                FBXNode("Properties70", children: values),
            ])
    }

    private static func number(_ name: String, _ value: Double) -> FBXNode {
        FBXNode("P", .text(name), .text("double"), .text("Number"), .text(""), .double(value))
    }

    private static func color(_ name: String, _ value: Color) -> FBXNode {
        FBXNode(
            "P", .text(name), .text("Color"), .text(""), .text("A"), .double(Double(value.red)),
            .double(Double(value.green)), .double(Double(value.blue)))
    }
}
