import CMeshoptimizer
import ModelViewer

/// The reduction of a mesh for a smaller file.
package enum Simplification: String, Sendable, CaseIterable {
    case light, moderate, aggressive

    /// The fraction of triangles to keep, 0 to 1.
    package var share: Double {
        switch self {
        case .light: 0.6
        case .moderate: 0.3
        case .aggressive: 0.12
        }
    }
}

extension Mesh {
    /// The mesh with about `level.share` of its triangles; each level has fewer than the previous one.
    package func simplified(_ level: Simplification) -> Mesh {
        simplified(toTriangles: Int(Double(triangleCount) * level.share))
    }

    /// The mesh with about this many triangles, at least one; remaining corners keep their colors.
    ///
    /// Edges collapse in the order of their error (quadric error metrics, by meshoptimizer). Closed solids stay closed,
    /// so a very small target may be missed by a few triangles for each solid.
    package func simplified(toTriangles target: Int) -> Mesh {
        guard target < triangleCount else { return self }
        let welded = WeldedMesh(self)
        return welded.restored(welded.collapsed(toTriangles: max(target, 1)), from: self)
    }
}

/// A mesh with vertices merged by position and material, so that hard edges and seams are not treated as holes.
private struct WeldedMesh {
    /// Three coordinates for each merged vertex.
    var positions: [Float] = []
    /// Triangles of merged vertices, without degenerate ones.
    var triangles: [UInt32] = []
    var parts: [Int] = []
    var copies: [[Int]] = []

    init(_ mesh: Mesh) {
        let partOfVertex = Self.parts(of: mesh)
        let (merged, mergedCount) = mesh.merged(groups: partOfVertex)
        positions = [Float](repeating: 0, count: mergedCount * 3)
        parts = [Int](repeating: 0, count: mergedCount)
        copies = [[Int]](repeating: [], count: mergedCount)
        for (index, p) in mesh.positions.enumerated() {
            let vertex = Int(merged[index])
            positions[vertex * 3] = p.x
            positions[vertex * 3 + 1] = p.y
            positions[vertex * 3 + 2] = p.z
            parts[vertex] = partOfVertex[index]
            copies[vertex].append(index)
        }
        triangles.reserveCapacity(mesh.indices.count)
        for at in stride(from: 0, to: mesh.indices.count, by: 3) {
            let corners = (0..<3).map { merged[Int(mesh.indices[at + $0])] }
            guard corners[0] != corners[1], corners[1] != corners[2], corners[2] != corners[0] else { continue }
            triangles.append(contentsOf: corners)
        }
    }

    private static func parts(of mesh: Mesh) -> [Int] {
        var result = [Int](repeating: 0, count: mesh.positions.count)
        for (number, part) in mesh.parts.enumerated() {
            for at in part.indexRange { result[Int(mesh.indices[at])] = number }
        }
        return result
    }

    func collapsed(toTriangles target: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: triangles.count)
        // 1 allows any error: only the number of triangles counts.
        let kept = meshopt_simplify(
            &result, triangles, triangles.count, positions, parts.count, 12, target * 3, 1, 0, nil)
        result.removeLast(result.count - kept)
        return result
    }

    /// The triangles with the original's vertices: at each corner the one whose normal is closest to the triangle's.
    func restored(_ triangles: [UInt32], from mesh: Mesh) -> Mesh {
        var lists = mesh.parts.map { (material: $0.material, triangles: [UInt32]()) }
        for at in stride(from: 0, to: triangles.count, by: 3) {
            let corners = (0..<3).map { Int(triangles[at + $0]) }
            let (a, b, c) = (place(corners[0]), place(corners[1]), place(corners[2]))
            let facing = (b - a).cross(c - a)
            lists[parts[corners[0]]].triangles += corners.map { UInt32(copy(of: $0, facing: facing, in: mesh)) }
        }
        return mesh.keeping(lists)
    }

    private func place(_ vertex: Int) -> Vector3 {
        Vector3(positions[vertex * 3], positions[vertex * 3 + 1], positions[vertex * 3 + 2])
    }

    private func copy(of vertex: Int, facing: Vector3, in mesh: Mesh) -> Int {
        let candidates = copies[vertex]
        guard candidates.count > 1 else { return candidates[0] }
        return candidates.max { mesh.normals[$0].dot(facing) < mesh.normals[$1].dot(facing) } ?? candidates[0]
    }
}
