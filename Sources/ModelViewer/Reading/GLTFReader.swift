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
        var textures = GLTFTextures(source)
        try textures.read(into: &builder, &accessors, &budget, decodeTexture)
        // The last surface is for parts without a material.
        builder.surfaces = (source.materials ?? []).map { textures.surface(of: $0) } + [.unstated]
        let placed = try GLTFNodes(source).placed()
        for node in placed.shown {
            let entry = try (source.nodes ?? []).entry(node, "nodes")
            guard let mesh = entry.mesh, let transform = placed.transforms[node] else { continue }
            let skin = try entry.skin.map { try GLTFSkin($0, source, placed.transforms, &accessors, &budget) }
            for piece in try meshPieces(mesh, textures) {
                try budget.spendPart()
                if piece.lacksData { builder.note("Parts without vertex data are left out.") }
                if skin != nil { try budget.spend(values: piece.piece.positions.count, of: 3) }
                if let skin, let posed = try skin.posed(piece) {
                    try builder.add(posed, surface: piece.surface)
                } else {
                    try builder.add(piece.piece, surface: piece.surface, transform)
                }
            }
        }
    }

    private mutating func meshPieces(_ index: Int, _ textures: GLTFTextures) throws -> [GLTFPiece] {
        if let known = pieces[index] { return known }
        let mesh = try (source.meshes ?? []).entry(index, "meshes")
        var result: [GLTFPiece] = []
        for primitive in mesh.primitives {
            try Task.checkCancellation()
            try budget.spendPart()
            let mode = primitive.mode ?? 4
            guard mode >= 4 else { continue }
            guard mode <= 6 else {
                throw MeshReadingError.damaged("A part of the model is of the unknown drawing mode \(mode).")
            }
            let surface = primitive.material ?? builderDefault
            guard (0...builderDefault).contains(surface) else {
                throw MeshReadingError.damaged("A part of the model has material \(surface), which is not there.")
            }
            let coordinates = textures.coordinates(ofMaterial: primitive.material)
            result.append(
                try GLTFPiece(primitive, mode, surface: surface, coordinates, &accessors, &budget))
        }
        pieces[index] = result
        return result
    }

    private var builderDefault: Int { source.materials?.count ?? 0 }
}
