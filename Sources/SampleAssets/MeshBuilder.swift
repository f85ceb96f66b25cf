import ModelViewer

/// Builds a mesh from parts, each with a transform and a surface.
struct MeshBuilder {
    private(set) var mesh = Mesh()

    /// Adds a vertex in the part's coordinates and returns its index.
    mutating func vertex(_ point: Vector3, _ normal: Vector3, _ transform: Transform, _ surface: Surface) -> UInt32 {
        let position = transform.point(point)
        mesh.positions.append(position)
        mesh.normals.append(transform.normal(normal))
        mesh.colors.append(surface.color(position))
        return UInt32(mesh.positions.count - 1)
    }

    mutating func triangle(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
        mesh.indices.append(a)
        mesh.indices.append(b)
        mesh.indices.append(c)
    }

    /// Adds the triangles of a net of vertices, row by row from `first`.
    mutating func net(from first: UInt32, rows: Int, columns: Int) {
        let stride = UInt32(columns + 1)
        for row in 0..<UInt32(rows) {
            for column in 0..<UInt32(columns) {
                let a = first + row * stride + column
                triangle(a, a + 1, a + stride)
                triangle(a + 1, a + stride + 1, a + stride)
            }
        }
    }

    /// Adds the triangles of `add` with the material; adjacent parts with the same material are merged.
    mutating func part(_ material: Material, _ add: (inout MeshBuilder) -> Void) {
        let start = mesh.indices.count
        add(&self)
        guard mesh.indices.count > start else { return }
        if let last = mesh.parts.last, last.material == material {
            mesh.parts[mesh.parts.count - 1].indexRange = last.indexRange.lowerBound..<mesh.indices.count
        } else {
            mesh.parts.append(Mesh.Part(material: material, indexRange: start..<mesh.indices.count))
        }
    }

    /// The mesh with its triangles sorted by material, for few draw calls.
    func finished() -> Mesh {
        var result = mesh
        result.indices = []
        result.parts = []
        var seen: [Material] = []
        for part in mesh.parts where !seen.contains(part.material) { seen.append(part.material) }
        for material in seen {
            let start = result.indices.count
            for part in mesh.parts where part.material == material {
                result.indices.append(contentsOf: mesh.indices[part.indexRange])
            }
            result.parts.append(Mesh.Part(material: material, indexRange: start..<result.indices.count))
        }
        return result
    }
}
