/// Collects the pieces a reader finds and makes them a scene.
struct SceneBuilder {
    /// One piece of a mesh as a file has it; nothing in it has been checked against anything else.
    struct Piece {
        var positions: [Vector3] = []
        /// Empty, or one for each position.
        var normals: [Vector3] = []
        /// Linear; empty, or one for each position.
        var colours: [Colour] = []
        /// Empty, or one for each position.
        var textureCoordinates: [SIMD2<Float>] = []
        /// Three for each triangle.
        var indices: [UInt32] = []
    }

    private let limits: MeshLimits
    private var geometry = SceneGeometry()
    private var hasColours = false
    private var hasCoordinates = false
    /// Runs whose vertices have no directions yet.
    private var lacksNormals = false
    private var renumbering = Renumbering()
    private(set) var notes: [String] = []
    var surfaces: [SceneSurface] = []
    var textures: [Texture] = []

    init(_ budget: ReadingBudget) {
        limits = budget.limits
    }

    mutating func note(_ sentence: String) {
        if notes.count < 10, !notes.contains(sentence) { notes.append(sentence) }
    }

    mutating func paintSurfacesWhite() {
        for number in surfaces.indices { surfaces[number].colour = .white }
    }

    /// Adds the triangles of a piece whose corners are all there, placed by `transform`; of its vertices only those.
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
        let hasColours: Bool
        let hasCoordinates: Bool

        init(_ piece: Piece) {
            let count = piece.positions.count
            hasNormals = piece.normals.count == count
            hasColours = piece.colours.count == count
            hasCoordinates = piece.textureCoordinates.count == count
        }
    }

    /// The number of a vertex in the scene; nil where its place is not a sensible number.
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
        // Zero marks a direction to be made later.
        let normal = shape.hasNormals ? transform.normal(piece.normals[old]) : .zero
        geometry.normals.append(normal.isSensible ? normal : .up)
        addColour(shape.hasColours ? piece.colours[old] : nil, before: new)
        addCoordinate(shape.hasCoordinates ? piece.textureCoordinates[old] : nil, before: new)
        renumbering[old] = UInt32(new)
        return UInt32(new)
    }

    private mutating func addColour(_ colour: Colour?, before count: Int) {
        if colour != nil, !hasColours {
            hasColours = true
            geometry.colours = [Colour](repeating: .white, count: count)
        }
        if hasColours { geometry.colours.append((colour ?? .white).cut) }
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

    /// The scene, as far as it was collected.
    ///
    /// - Throws: `MeshReadingError.noTriangles`.
    func finished(_ kind: FileKind, byteCount: Int) throws -> Scene {
        guard !geometry.indices.isEmpty else { throw MeshReadingError.noTriangles }
        var geometry = geometry
        if lacksNormals { geometry.completeNormals() }
        // Vertex colours are a statement.
        let shown = hasColours ? surfaces.map { $0 == .unstated ? SceneSurface(roughness: 0.7) : $0 } : surfaces
        geometry.measure()
        return Scene(
            full: geometry, standIn: nil, surfaces: shown, textures: textures, kind: kind,
            vertexCount: self.geometry.positions.count, byteCount: byteCount, notes: notes)
    }
}

/// New numbers for the vertices of one piece after another, without clearing the table between them: many pieces may
/// share a long list of vertices and use few of them each.
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
    /// Finite, and so near that squares of distances are finite too.
    var isSensible: Bool { abs(x) < 1e15 && abs(y) < 1e15 && abs(z) < 1e15 }
}

extension Colour {
    /// 0 to 1 a channel; what is not a number becomes 0.
    fileprivate var cut: Colour {
        func cut(_ value: Float) -> Float { value > 0 ? min(value, 1) : 0 }
        return Colour(cut(red), cut(green), cut(blue))
    }
}

extension Transform {
    /// Turns the inside out.
    fileprivate var mirrors: Bool { right.dot(up.cross(forward)) < 0 }
}
