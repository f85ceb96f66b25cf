import Pictures

/// The textures of a model. Each distinct file is decoded once, and all share one pixel limit.
struct TextureFiles {
    private struct Variant: Hashable {
        var texture: Int
        var across: Texture.Wrap
        var down: Texture.Wrap
    }

    private static let countLimit = 64

    /// The scene's texture for each file content; nil if it cannot be shown.
    private var textures: [[UInt8]: Int?] = [:]
    private var variants: [Variant: Int] = [:]
    private var pixelsLeft: Int
    /// The pixels charged for a damaged picture: its decoder may have processed as many as for a valid one.
    private let damagedPixels: Int

    init(_ limits: MeshLimits) {
        pixelsLeft = limits.texturePixelCount
        damagedPixels = limits.texturePixelCount / 8
    }

    /// The scene's texture for a picture file; nil, with a note in the scene, if it is left out.
    ///
    /// - Throws: `CancellationError`.
    mutating func texture(
        _ file: [UInt8]?, across: Texture.Wrap = .repeated, down: Texture.Wrap = .repeated,
        into builder: inout SceneBuilder, _ decode: MeshReader.TextureDecoder
    ) throws -> Int? {
        try Task.checkCancellation()
        guard let file else {
            builder.leaveOut("texture", "in another file")
            return nil
        }
        if textures[file] == nil {
            guard textures.count < Self.countLimit else {
                builder.leaveOut("texture", "over \(Self.countLimit)")
                return nil
            }
            let picture = decoded(file, &builder, decode)
            textures.updateValue(picture.map { _ in builder.textures.count }, forKey: file)
            if let picture { builder.textures.append(Texture(picture, across: across, down: down)) }
        }
        guard case let number?? = textures[file] else { return nil }
        return variant(Variant(texture: number, across: across, down: down), &builder)
    }

    /// The same picture with other wrap modes, sharing its texels.
    private mutating func variant(_ wanted: Variant, _ builder: inout SceneBuilder) -> Int {
        let texture = builder.textures[wanted.texture]
        if texture.wrapAcross == wanted.across, texture.wrapDown == wanted.down { return wanted.texture }
        if let known = variants[wanted] { return known }
        let number = builder.textures.count
        variants[wanted] = number
        builder.textures.append(Texture(texture, across: wanted.across, down: wanted.down))
        return number
    }

    /// The picture, or nil and a note with the reason.
    private mutating func decoded(
        _ file: [UInt8], _ builder: inout SceneBuilder, _ decode: MeshReader.TextureDecoder
    ) -> PixelImage? {
        do {
            let picture = try decode(file, pixelsLeft)
            if picture.width * picture.height <= pixelsLeft {
                pixelsLeft -= picture.width * picture.height
                return picture
            }
            builder.leaveOut("texture", "too large")
        } catch {
            if case PictureError.damaged = error { pixelsLeft = max(0, pixelsLeft - damagedPixels) }
            builder.leaveOut("texture", Self.reason(error))
        }
        return nil
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case PictureError.unsupported(let format): format
        case PictureError.tooLarge, PictureError.needsMemory, PictureError.noMemory: "too large"
        default: "damaged"
        }
    }
}
