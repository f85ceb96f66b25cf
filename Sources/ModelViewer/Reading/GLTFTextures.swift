struct GLTFTextures {
    private let source: GLTFSource
    /// The scene's texture for each readable glTF texture.
    private var numbers: [Int: Int] = [:]

    init(_ source: GLTFSource) {
        self.source = source
    }

    /// Decodes only the textures used as base color.
    mutating func read(
        into builder: inout SceneBuilder, _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget,
        _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        var files = TextureFiles(budget.limits)
        var met: Set<Int> = []
        let uses = (source.materials ?? []).compactMap { $0.wrappedValue?.pbrMetallicRoughness?.baseColorTexture }
        for use in uses where met.insert(use.index).inserted {
            do {
                let texture: GLTFSource.TextureEntry = try (source.textures ?? []).entry(use.index, "textures")
                guard let image = texture.extensions?.webp?.source ?? texture.source else {
                    builder.leaveOut("texture", texture.omission)
                    continue
                }
                let samplers = source.samplers ?? []
                let sampler = texture.sampler.flatMap { samplers.indices.contains($0) ? samplers[$0] : nil }?
                    .wrappedValue
                numbers[use.index] = try files.texture(
                    try bytes(ofImage: image, &accessors, &budget), across: Self.wrap(sampler?.wrapS),
                    down: Self.wrap(sampler?.wrapT), into: &builder, decodeTexture)
            } catch MeshReadingError.tooLarge {
                builder.leaveOut("texture", "too large")
            } catch is MeshReadingError {
                builder.leaveOut("texture", "damaged")
            }
        }
    }

    func surface(of material: GLTFSource.MaterialEntry) -> SceneSurface {
        let base = material.pbrMetallicRoughness
        var surface = SceneSurface()
        let factor = base?.baseColorFactor ?? []
        if factor.count >= 3 { surface.color = Color(factor[0], factor[1], factor[2]).bounded }
        surface.texture = base?.baseColorTexture.flatMap { numbers[$0.index] }
        switch material.alphaMode ?? "OPAQUE" {
        case "MASK": surface.cutoff = min(max(material.alphaCutoff ?? 0.5, 0), 1)
        // The view does not render transparency; only nearly invisible parts are removed.
        case "BLEND": surface.cutoff = 0.15
        default: break
        }
        let glow = material.emissiveFactor ?? []
        // With a texture, the factor applies to its brightest point only.
        if glow.count == 3, material.emissiveTexture == nil {
            surface.glow = Color(glow[0], glow[1], glow[2]).bounded
        }
        surface.metallic = min(max(base?.metallicFactor ?? 1, 0), 1)
        surface.roughness = min(max(base?.roughnessFactor ?? 1, 0), 1)
        return surface
    }

    /// Nil if the material needs no texture coordinates.
    func coordinates(ofMaterial index: Int?) -> GLTFPiece.Coordinates? {
        guard let index, let materials = source.materials, materials.indices.contains(index),
            let use = materials[index].wrappedValue?.pbrMetallicRoughness?.baseColorTexture, numbers[use.index] != nil
        else { return nil }
        let transform = use.extensions?.transform
        return GLTFPiece.Coordinates(set: transform?.texCoord ?? use.texCoord ?? 0, transform: transform)
    }

    private func bytes(
        ofImage index: Int, _ accessors: inout GLTFAccessors, _ budget: inout ReadingBudget
    ) throws -> [UInt8]? {
        let image: GLTFSource.Image = try (source.images ?? []).entry(index, "images")
        if let number = image.bufferView {
            let view = try accessors.view(number, &budget)
            // The bytes are copied and compared again for each texture.
            try budget.spend(bytes: view.count)
            return view.bytes
        }
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

extension Color {
    /// Clamps to 0 to 16 a channel; NaN becomes 0.
    var bounded: Color {
        func bounded(_ value: Float) -> Float { value > 0 ? min(value, 16) : 0 }
        return Color(bounded(red), bounded(green), bounded(blue))
    }
}
