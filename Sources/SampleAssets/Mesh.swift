package import ModelViewer

/// Triangles with vertex normals and colors. Every index is below `positions.count`.
package struct Mesh: Sendable, Hashable {
    /// A range of triangles with one material.
    package struct Part: Sendable, Hashable {
        package var material: SceneSurface
        /// A range of `Mesh.indices`; its length is a multiple of three.
        package var indexRange: Range<Int>
    }

    /// In meters, Y up.
    package internal(set) var positions: [Vector3] = []
    /// A unit vector for each position.
    package internal(set) var normals: [Vector3] = []
    /// A linear color for each position.
    package internal(set) var colors: [Color] = []
    /// Three for each triangle, counter-clockwise from outside.
    package internal(set) var indices: [UInt32] = []
    /// Contiguous ranges that cover all of `indices`.
    package internal(set) var parts: [Part] = []

    package init() {}

    package var triangleCount: Int { indices.count / 3 }

    /// Nil for a mesh without vertices.
    package var bounds: Bounds? { Bounds(of: positions) }
}

extension Mesh {
    /// Scales along each axis and corrects the normals.
    func stretched(_ factors: Vector3) -> Mesh {
        guard factors != Vector3(1, 1, 1) else { return self }
        var mesh = self
        mesh.positions = positions.map { Vector3($0.x * factors.x, $0.y * factors.y, $0.z * factors.z) }
        mesh.normals = normals.map { Vector3($0.x / factors.x, $0.y / factors.y, $0.z / factors.z).normalized }
        return mesh
    }

    /// The mesh standing on y = 0, centered on the Y axis, with a longest side of `size` meters.
    func standing(size: Float) -> Mesh {
        guard let bounds else { return self }
        let longest = max(bounds.size.x, bounds.size.y, bounds.size.z)
        let scale = longest > 0 ? size / longest : 1
        let foot = Vector3(bounds.center.x, bounds.minimum.y, bounds.center.z)
        var mesh = self
        mesh.positions = positions.map { ($0 - foot) * scale }
        return mesh
    }
}
