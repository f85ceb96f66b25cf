/// Collects the pieces found by a reader into a scene.
struct SceneBuilder {
    /// One piece of a mesh from a file; its lists are not yet checked against each other.
    struct Piece {
        var positions: [Vector3] = []
        /// Empty, or one for each position.
        var normals: [Vector3] = []
        /// Linear; empty, or one for each position.
        var colors: [Color] = []
        /// Empty, or one for each position.
        var textureCoordinates: [SIMD2<Float>] = []
        /// Three for each triangle.
        var indices: [UInt32] = []
    }

    private let limits: MeshLimits
    private var geometry = SceneGeometry()
    private var hasColors = false
    private var hasCoordinates = false
    /// Whether some vertices have no normals yet.
    private var lacksNormals = false
    private var renumbering = Renumbering()
    private var omissions: [Omission] = []
    var surfaces: [SceneSurface] = []
    var textures: [Texture] = []

    init(_ budget: ReadingBudget) {
        limits = budget.limits
    }

    private struct Omission {
        var noun: String
        var reason: String
        var count: Int

        var note: String { "\(count) \(noun)\(count == 1 ? "" : "s") left out (\(reason))" }
    }

    /// Counts parts of the file that are not drawn, for one short note of each kind.
    mutating func leaveOut(_ noun: String, _ reason: String, count: Int = 1) {
        guard count > 0 else { return }
        if let at = omissions.firstIndex(where: { $0.noun == noun && $0.reason == reason }) {
            omissions[at].count += count
        } else if omissions.count < 10 {
            omissions.append(Omission(noun: noun, reason: reason, count: count))
        }
    }

    var isEmpty: Bool { geometry.indices.isEmpty }

    /// Adds the triangles of a piece with valid corners, transformed, and only the vertices they use.
    mutating func add(_ piece: Piece, surface: Int, _ transform: Transform = .identity) throws {
        try Task.checkCancellation()
        let start = geometry.indices.count
        guard piece.indices.count <= limits.triangleCount * 3 - start else {
            throw MeshReadingError.tooLarge("triangles (over \(limits.triangleCount))")
        }
        let flips = transform.mirrors
        renumbering.begin(vertexCount: piece.positions.count)
        let shape = Shape(piece)
        var at = 0
        while at + 2 < piece.indices.count {
            let corners = (piece.indices[at], piece.indices[at + 1], piece.indices[at + 2])
            at += 3
            guard Int(max(corners.0, corners.1, corners.2)) < piece.positions.count else {
                throw MeshReadingError.damaged("A triangle refers to a vertex that is not in the file.")
            }
            guard let a = try vertex(corners.0, of: piece, shape, transform),
                let b = try vertex(corners.1, of: piece, shape, transform),
                let c = try vertex(corners.2, of: piece, shape, transform)
            else { continue }
            geometry.indices.append(a)
            geometry.indices.append(flips ? c : b)
            geometry.indices.append(flips ? b : c)
        }
        guard geometry.indices.count > start else { return }
        if !shape.hasNormals { lacksNormals = true }
        geometry.runs.append(SceneGeometry.Run(surface: surface, indexRange: start..<geometry.indices.count))
    }

    private struct Shape {
        let hasNormals: Bool
        let hasColors: Bool
        let hasCoordinates: Bool

        init(_ piece: Piece) {
            let count = piece.positions.count
            hasNormals = piece.normals.count == count
            hasColors = piece.colors.count == count
            hasCoordinates = piece.textureCoordinates.count == count
        }
    }

    /// The index of a vertex in the scene; nil if its position is not usable.
    private mutating func vertex(
        _ index: UInt32, of piece: Piece, _ shape: Shape, _ transform: Transform
    ) throws(MeshReadingError) -> UInt32? {
        let old = Int(index)
        if let known = renumbering[old] { return known == .max ? nil : known }
        let place = transform.point(piece.positions[old])
        guard place.isSensible else {
            renumbering[old] = .max
            return nil
        }
        let new = geometry.positions.count
        guard new < limits.vertexCount else {
            throw MeshReadingError.tooLarge("vertices (over \(limits.vertexCount))")
        }
        geometry.positions.append(place)
        // A zero vector marks a normal to be computed later.
        let normal = shape.hasNormals ? transform.normal(piece.normals[old]) : .zero
        geometry.normals.append(normal.isSensible ? normal : .up)
        addColor(shape.hasColors ? piece.colors[old] : nil, before: new)
        addCoordinate(shape.hasCoordinates ? piece.textureCoordinates[old] : nil, before: new)
        renumbering[old] = UInt32(new)
        return UInt32(new)
    }

    private mutating func addColor(_ color: Color?, before count: Int) {
        if color != nil, !hasColors {
            hasColors = true
            geometry.colors = [Color](repeating: .white, count: count)
        }
        if hasColors { geometry.colors.append((color ?? .white).cut) }
    }

    private mutating func addCoordinate(_ coordinate: SIMD2<Float>?, before count: Int) {
        if coordinate != nil, !hasCoordinates {
            hasCoordinates = true
            geometry.textureCoordinates = [SIMD2<Float>](repeating: .zero, count: count)
        }
        guard hasCoordinates else { return }
        let value = coordinate ?? .zero
        let isSensible = abs(value.x) < 1e6 && abs(value.y) < 1e6
        geometry.textureCoordinates.append(isSensible ? value : .zero)
    }

    ///
    /// - Throws: `MeshReadingError.noTriangles`.
    func finished(byteCount: Int) throws -> Scene {
        guard !geometry.indices.isEmpty else { throw MeshReadingError.noTriangles }
        var geometry = geometry
        if lacksNormals { geometry.completeNormals() }
        // Vertex colors replace the default color.
        let shown = hasColors ? surfaces.map { $0 == .unstated ? SceneSurface(roughness: 0.7) : $0 } : surfaces
        geometry.measure()
        return Scene(
            full: geometry, standIn: nil, surfaces: shown, textures: textures,
            vertexCount: self.geometry.positions.count, byteCount: byteCount, notes: omissions.map(\.note))
    }
}

/// Assigns new vertex indices per piece without clearing the table: many pieces may share a long vertex list and use
/// few of its entries.
private struct Renumbering {
    private var table: [UInt64] = []
    private var piece: UInt64 = 0

    mutating func begin(vertexCount: Int) {
        piece += 1
        if table.count < vertexCount {
            table += [UInt64](repeating: 0, count: vertexCount - table.count)
        }
    }

    subscript(old: Int) -> UInt32? {
        get { table[old] >> 32 == piece ? UInt32(truncatingIfNeeded: table[old]) : nil }
        set { table[old] = newValue.map { piece << 32 | UInt64($0) } ?? 0 }
    }
}

extension Vector3 {
    /// Whether the values are finite and small enough for squared distances.
    var isSensible: Bool { abs(x) < 1e15 && abs(y) < 1e15 && abs(z) < 1e15 }
}

extension Color {
    /// Clamps to 0 to 1 a channel; NaN becomes 0.
    fileprivate var cut: Color {
        func cut(_ value: Float) -> Float { value > 0 ? min(value, 1) : 0 }
        return Color(cut(red), cut(green), cut(blue))
    }
}

extension Transform {
    /// Whether the transform reverses the winding.
    fileprivate var mirrors: Bool { right.dot(up.cross(forward)) < 0 }
}
