/// Reads a GLB 2.0 file: the nodes of its scene, with meshes, materials and textures.
///
/// Animations, cameras and lights are ignored; a skinned mesh has the pose of its nodes.
struct GLTFReader {
    let source: GLTFSource
    private var accessors: GLTFAccessors
    private var budget: ReadingBudget
    /// The decoded parts of each mesh, for reuse by other nodes.
    private var pieces: [Int: [GLTFPiece]] = [:]

    init(_ bytes: [UInt8], _ budget: ReadingBudget) throws {
        let container = try GLBContainer(bytes)
        source = container.source
        accessors = GLTFAccessors(container)
        self.budget = budget
    }

    mutating func read(into builder: inout SceneBuilder, _ decodeTexture: MeshReader.TextureDecoder) throws {
        let extensions = source.unknownExtensions
        for name in extensions.prefix(3) { builder.leaveOut("extension", name) }
        do {
            try readScene(into: &builder, decodeTexture)
            if builder.isEmpty { throw MeshReadingError.noTriangles }
        } catch let error as MeshReadingError {
            try error.rethrowLimit()
            guard let name = extensions.first else { throw error }
            throw MeshReadingError.unsupported(
                "The model needs the glTF extension \"\(name)\", which is not supported.")
        }
    }

    private mutating func readScene(
        into builder: inout SceneBuilder, _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        var textures = GLTFTextures(source)
        try textures.read(into: &builder, &accessors, &budget, decodeTexture)
        // The last surface is for parts without a material.
        builder.surfaces =
            (source.materials ?? []).map { $0.wrappedValue.map(textures.surface) ?? .unstated } + [.unstated]
        let placed = try GLTFNodes(source).placed()
        builder.leaveOut("node", "not in the file", count: placed.missingCount)
        builder.leaveOut("transform", "damaged", count: placed.brokenCount)
        for node in placed.shown {
            let entry = try (source.nodes ?? []).entry(node, "nodes")
            guard let mesh = entry.mesh, let transform = placed.transforms[node] else { continue }
            let pieces = try meshPieces(mesh, textures, &builder)
            let skin = try skin(entry.skin, placed.transforms, &builder)
            let weights = entry.weights ?? source.meshes?[mesh].weights ?? []
            for var piece in pieces {
                try budget.spendPart()
                try piece.morph(weights, &accessors, &budget)
                for name in piece.leftOut { builder.leaveOut(name, "damaged") }
                if skin != nil { try budget.spend(values: piece.piece.positions.count, of: 3) }
                if let posed = posed(piece, skin, &builder) {
                    try builder.add(posed, surface: piece.surface)
                } else {
                    try builder.add(piece.piece, surface: piece.surface, transform)
                }
            }
        }
    }

    /// Nil without a usable skin; the mesh then has the place of its node.
    private mutating func skin(
        _ index: Int?, _ transforms: [Int: Transform], _ builder: inout SceneBuilder
    ) throws(MeshReadingError) -> GLTFSkin? {
        guard let index else { return nil }
        do {
            return try GLTFSkin(index, source, transforms, &accessors, &budget)
        } catch {
            try error.rethrowLimit()
            builder.leaveOut("skin", "damaged")
            return nil
        }
    }

    private func posed(_ piece: GLTFPiece, _ skin: GLTFSkin?, _ builder: inout SceneBuilder) -> SceneBuilder.Piece? {
        do {
            return try skin?.posed(piece)
        } catch {
            builder.leaveOut("skin", "damaged")
            return nil
        }
    }

    private mutating func meshPieces(
        _ index: Int, _ textures: GLTFTextures, _ builder: inout SceneBuilder
    ) throws -> [GLTFPiece] {
        if let known = pieces[index] { return known }
        let mesh = try (source.meshes ?? []).entry(index, "meshes")
        var result: [GLTFPiece] = []
        for primitive in mesh.primitives {
            try Task.checkCancellation()
            try budget.spendPart()
            let mode = primitive.mode ?? 4
            guard (4...6).contains(mode) else {
                builder.leaveOut("part", (0...3).contains(mode) ? "points or lines" : "unknown drawing mode")
                continue
            }
            var surface = primitive.material ?? builderDefault
            if !(0...builderDefault).contains(surface) {
                builder.leaveOut("material", "not in the file")
                surface = builderDefault
            }
            let coordinates = textures.coordinates(ofMaterial: primitive.material)
            let piece = try GLTFPiece(primitive, mode, surface: surface, coordinates, &accessors, &budget)
            for name in piece.leftOut { builder.leaveOut("attribute", name) }
            if piece.piece.positions.isEmpty { builder.leaveOut("part", "no vertex data") }
            result.append(piece)
        }
        pieces[index] = result
        return result
    }

    private var builderDefault: Int { source.materials?.count ?? 0 }
}
