/// Triangles with normals and colours on their vertices. Every index is below `positions.count`.
package struct Mesh: Sendable, Hashable {
    /// A run of triangles with one material.
    package struct Part: Sendable, Hashable {
        package var material: Material
        /// Into `Mesh.indices`; its length is a multiple of three.
        package var indexRange: Range<Int>
    }

    /// In metres, Y up.
    package internal(set) var positions: [Vector3] = []
    /// One of length 1 for each position.
    package internal(set) var normals: [Vector3] = []
    /// One for each position, linear.
    package internal(set) var colours: [Colour] = []
    /// Three for each triangle, counter-clockwise seen from outside.
    package internal(set) var indices: [UInt32] = []
    /// In order, without gaps, together all of `indices`.
    package internal(set) var parts: [Part] = []

    package init() {}

    package var triangleCount: Int { indices.count / 3 }

    /// Nil for a mesh without vertices.
    package var bounds: Bounds? { Bounds(of: positions) }
}

extension Mesh {
    /// Moved and scaled evenly; directions stay as they are.
    func placed(scale: Float, offset: Vector3) -> Mesh {
        var mesh = self
        mesh.positions = positions.map { $0 * scale + offset }
        return mesh
    }

    /// Made longer or shorter along each axis; normals stay right.
    func stretched(_ factors: Vector3) -> Mesh {
        guard factors != Vector3(1, 1, 1) else { return self }
        var mesh = self
        mesh.positions = positions.map { Vector3($0.x * factors.x, $0.y * factors.y, $0.z * factors.z) }
        mesh.normals = normals.map { Vector3($0.x / factors.x, $0.y / factors.y, $0.z / factors.z).normalised }
        return mesh
    }

    /// Standing on y = 0, centred on the Y axis, with its longest side `size` metres long.
    func standing(size: Float) -> Mesh {
        guard let bounds else { return self }
        let longest = max(bounds.size.x, bounds.size.y, bounds.size.z)
        let scale = longest > 0 ? size / longest : 1
        let foot = Vector3(bounds.centre.x, bounds.minimum.y, bounds.centre.z)
        return placed(scale: scale, offset: foot * -scale)
    }
}
