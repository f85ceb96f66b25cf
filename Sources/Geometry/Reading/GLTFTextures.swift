import Pictures

/// The materials of a glTF file with the pictures of their base colours.
struct GLTFTextures {
    private let source: GLTFSource
    /// The scene's texture for each glTF texture that could be read.
    private var numbers: [Int: Int] = [:]

    private static let countLimit = 64

    init(_ source: GLTFSource) {
        self.source = source
    }

    /// Decodes what the materials use as base colour and nothing else.
    mutating func read(
        into builder: inout SceneBuilder, _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget,
        _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        var pixelsLeft = budget.limits.texturePixelCount
        var met: Set<Int> = []
        for use in (source.materials ?? []).compactMap({ $0.pbrMetallicRoughness?.baseColorTexture }) {
            guard met.insert(use.index).inserted else { continue }
            try Task.checkCancellation()
            guard builder.textures.count < Self.countLimit else {
                builder.note("Only the first \(Self.countLimit) textures are shown.")
                return
            }
            let texture = try (source.textures ?? []).entry(use.index, "textures")
            guard let number = texture.extensions?.webp?.source ?? texture.source else { continue }
            let file = try bytes(ofImage: number, &accessors, &budget)
            guard let picture = builder.texture(from: file, pixelLimit: pixelsLeft, decodeTexture) else { continue }
            pixelsLeft -= picture.width * picture.height
            let sampler = try texture.sampler.map { try (source.samplers ?? []).entry($0, "samplers") }
            numbers[use.index] = builder.textures.count
            builder.textures.append(
                Texture(picture, across: Self.wrap(sampler?.wrapS), down: Self.wrap(sampler?.wrapT)))
        }
    }

    func surface(of material: GLTFSource.MaterialEntry) -> SceneSurface {
        let base = material.pbrMetallicRoughness
        var surface = SceneSurface()
        let factor = base?.baseColorFactor ?? []
        if factor.count >= 3 { surface.colour = Colour(factor[0], factor[1], factor[2]).bounded }
        surface.texture = base?.baseColorTexture.flatMap { numbers[$0.index] }
        switch material.alphaMode ?? "OPAQUE" {
        case "MASK": surface.cutoff = min(max(material.alphaCutoff ?? 0.5, 0), 1)
        // Cells cannot show what is behind glass; only what is as good as invisible is left out.
        case "BLEND": surface.cutoff = 0.15
        default: break
        }
        let glow = material.emissiveFactor ?? []
        // With a picture, the factor is that of its brightest spot, not of the whole surface.
        if glow.count == 3, material.emissiveTexture == nil {
            surface.glow = Colour(glow[0], glow[1], glow[2]).bounded
        }
        surface.metallic = min(max(base?.metallicFactor ?? 1, 0), 1)
        surface.roughness = min(max(base?.roughnessFactor ?? 1, 0), 1)
        return surface
    }

    /// Nil for a material that needs no texture coordinates.
    func coordinates(ofMaterial index: Int?) -> GLTFPiece.Coordinates? {
        guard let index, let materials = source.materials, materials.indices.contains(index),
            let use = materials[index].pbrMetallicRoughness?.baseColorTexture, numbers[use.index] != nil
        else { return nil }
        let transform = use.extensions?.transform
        return GLTFPiece.Coordinates(set: transform?.texCoord ?? use.texCoord ?? 0, transform: transform)
    }

    private func bytes(
        ofImage index: Int, _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget
    ) throws -> [UInt8]? {
        let image = try (source.images ?? []).entry(index, "images")
        if let view = image.bufferView { return try accessors.view(view, &budget).bytes }
        guard let uri = image.uri, uri.utf8.starts(with: "data:".utf8) else { return nil }
        return try GLTFBuffers.data(of: uri, &budget)
    }

    private static func wrap(_ value: Int?) -> Texture.Wrap {
        switch value {
        case 33_071: .clamped
        case 33_648: .mirrored
        default: .repeated
        }
    }
}

extension SceneBuilder {
    /// The picture, or nil and a note of why it is left out.
    mutating func texture(
        from file: [UInt8]?, pixelLimit: Int, _ decode: MeshReader.TextureDecoder
    ) -> PixelImage? {
        guard let file else {
            note("A texture is in another file and is left out.")
            return nil
        }
        do {
            let picture = try decode(file, pixelLimit)
            if picture.width * picture.height <= pixelLimit { return picture }
            note("A texture is too large and is left out.")
        } catch {
            note("A texture is left out: \(error)")
        }
        return nil
    }
}

extension Colour {
    /// 0 to 16 a channel; what is not a number becomes 0.
    var bounded: Colour {
        func bounded(_ value: Float) -> Float { value > 0 ? min(value, 16) : 0 }
        return Colour(bounded(red), bounded(green), bounded(blue))
    }
}
