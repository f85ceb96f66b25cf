import ModelViewer

extension FBX {
    /// The geometry record: triangles as polygons, with normals, colors and materials in layers.
    static func geometry(of mesh: Mesh, _ title: String, id: Int64) -> FBXNode {
        var polygons: [Int32] = []
        polygons.reserveCapacity(mesh.indices.count)
        for (corner, index) in mesh.indices.enumerated() {
            // FBX marks the last corner of a polygon by its bitwise complement.
            polygons.append(corner % 3 == 2 ? ~Int32(index) : Int32(index))
        }
        let layers = [normals(mesh), colors(mesh), materials(mesh)]
        let members = layers.map {
            FBXNode("LayerElement", children: [FBXNode("Type", .text($0.name)), FBXNode("TypedIndex", .int(0))])
        }
        return FBXNode(
            "Geometry", .long(id), .text("\(title)\0\u{1}Geometry"), .text("Mesh"),
            children: [
                FBXNode("Properties70"), FBXNode("GeometryVersion", .int(124)),
                FBXNode("Vertices", .doubles(flat(mesh.positions.map(\.channels)))),
                FBXNode("PolygonVertexIndex", .ints(polygons)),
            ] + layers + [FBXNode("Layer", .int(0), children: [FBXNode("Version", .int(100))] + members)])
    }

    private static func normals(_ mesh: Mesh) -> FBXNode {
        layer(
            "LayerElementNormal", "ByPolygonVertex", "Direct",
            [FBXNode("Normals", .doubles(flat(mesh.indices.map { mesh.normals[Int($0)].channels })))])
    }

    private static func colors(_ mesh: Mesh) -> FBXNode {
        layer(
            "LayerElementColor", "ByPolygonVertex", "IndexToDirect",
            [
                FBXNode("Colors", .doubles(flat(mesh.colors.map { $0.encoded.channels + [1] }))),
                FBXNode("ColorIndex", .ints(mesh.indices.map { Int32($0) })),
            ])
    }

    private static func materials(_ mesh: Mesh) -> FBXNode {
        let numbers = mesh.parts.enumerated().flatMap { number, part in
            repeatElement(Int32(number), count: part.indexRange.count / 3)
        }
        return layer("LayerElementMaterial", "ByPolygon", "IndexToDirect", [FBXNode("Materials", .ints(numbers))])
    }

    private static func layer(
        _ name: String, _ mapping: String, _ reference: String, _ content: [FBXNode]
    ) -> FBXNode {
        FBXNode(
            name, .int(0),
            children: [
                FBXNode("Version", .int(101)), FBXNode("Name", .text("")),
                FBXNode("MappingInformationType", .text(mapping)),
                FBXNode("ReferenceInformationType", .text(reference)),
            ] + content)
    }

    private static func flat(_ tuples: [[Float]]) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(tuples.count * (tuples.first?.count ?? 0))
        for tuple in tuples { for value in tuple { result.append(Double(value)) } }
        return result
    }
}
