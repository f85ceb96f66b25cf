extension SceneGeometry {
    /// The cosine of the angle between faces above which their edge is hard.
    private static let creaseCosine: Float = 0.72
    /// The limit of compared corners per vertex; an untrusted file may put a million triangles on one point.
    private static let comparedCorners = 48

    /// Computes all normals from the adjacent triangles: smooth over round areas, hard at edges.
    ///
    /// Vertices are duplicated at hard edges, and removed if unused.
    mutating func facet() {
        let faces = faceDirections()
        let corners = CornerLists(indices, vertexCount: positions.count)
        var result = SceneGeometry()
        result.indices = [UInt32](repeating: 0, count: indices.count)
        result.runs = runs
        for vertex in positions.indices {
            var made: [(normal: Vector3, index: UInt32)] = []
            let around = corners.corners(of: vertex)
            for corner in around {
                let normal = Self.normal(of: Int(corner) / 3, around, faces)
                let same = made.first { $0.normal.dot(normal) > 0.9995 }
                let index = same?.index ?? UInt32(result.positions.count)
                if same == nil {
                    result.positions.append(positions[vertex])
                    result.normals.append(normal)
                    if !colors.isEmpty { result.colors.append(colors[vertex]) }
                    if !textureCoordinates.isEmpty { result.textureCoordinates.append(textureCoordinates[vertex]) }
                    if made.count < Self.comparedCorners { made.append((normal, index)) }
                }
                result.indices[Int(corner)] = index
            }
        }
        result.bounds = bounds
        result.girths = girths
        self = result
    }

    private func faceDirections() -> [Vector3] {
        stride(from: 0, to: indices.count, by: 3).map { at in
            let a = positions[Int(indices[at])]
            let b = positions[Int(indices[at + 1])]
            let c = positions[Int(indices[at + 2])]
            return (b - a).cross(c - a)
        }
    }

    private static func normal(of face: Int, _ around: ArraySlice<UInt32>, _ faces: [Vector3]) -> Vector3 {
        let own = faces[face]
        let ownLength = own.length
        guard ownLength > 0, ownLength.isFinite else { return .up }
        guard around.count <= comparedCorners else { return own.normalized }
        var sum = Vector3.zero
        for corner in around {
            let other = faces[Int(corner) / 3]
            if other.dot(own) >= creaseCosine * ownLength * other.length { sum += other }
        }
        // Large scales overflow the dot product; the face normal is used then.
        return (sum.length.isFinite && sum.length > 0 ? sum : own).normalized
    }
}

/// The positions in the index list that refer to each vertex.
private struct CornerLists {
    private var starts: [Int]
    private var corners: [UInt32]

    init(_ indices: [UInt32], vertexCount: Int) {
        starts = [Int](repeating: 0, count: vertexCount + 1)
        for index in indices { starts[Int(index) + 1] += 1 }
        for vertex in 0..<vertexCount { starts[vertex + 1] += starts[vertex] }
        var next = starts
        corners = [UInt32](repeating: 0, count: indices.count)
        for (corner, index) in indices.enumerated() {
            corners[next[Int(index)]] = UInt32(corner)
            next[Int(index)] += 1
        }
    }

    func corners(of vertex: Int) -> ArraySlice<UInt32> { corners[starts[vertex]..<starts[vertex + 1]] }
}

extension SceneGeometry {
    /// Computes the missing normals (zero) and keeps the others.
    mutating func completeNormals() {
        let given = normals
        guard given.contains(where: { $0 != .zero }) else {
            // Without any normals, vertices are merged first, so that separate triangles look smooth.
            self = gathered()
            facet()
            return
        }
        var sums = given
        for at in stride(from: 0, to: indices.count, by: 3) {
            let corners = (0..<3).map { Int(indices[at + $0]) }
            let (a, b, c) = (positions[corners[0]], positions[corners[1]], positions[corners[2]])
            let face = (b - a).cross(c - a).normalized
            for corner in corners where given[corner] == .zero { sums[corner] += face }
        }
        normals = sums.map(\.normalized)
    }
}
