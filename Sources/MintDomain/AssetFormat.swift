/// The format of a file, named by its file extension.
package enum AssetFormat: String, Sendable, Hashable, CaseIterable {
    case glb, gltf, usdz, usda, usdc, fbx, obj, stl, ply, spz, splat, rad
    case png, jpg, webp, gif, avif, ktx2, hdr, exr
    case wav, mp3, ogg, flac, m4a
    case mp4, webm, mov
    case zip, gz, json, txt
    case bin

    package enum Family: Sendable, Hashable {
        case mesh, splats, picture, sound, film, other
    }

    package var family: Family {
        switch self {
        case .glb, .gltf, .usdz, .usda, .usdc, .fbx, .obj, .stl: .mesh
        case .ply, .spz, .splat, .rad: .splats
        case .png, .jpg, .webp, .gif, .avif, .ktx2, .hdr, .exr: .picture
        case .wav, .mp3, .ogg, .flac, .m4a: .sound
        case .mp4, .webm, .mov: .film
        case .zip, .gz, .json, .txt, .bin: .other
        }
    }

    /// Takes the format from a known extension of the link's path, otherwise from the asset's name.
    package init(of asset: Asset) {
        self = Self.ending(of: asset.url).flatMap(Self.named) ?? Self.named(asset.name) ?? Self.byName(asset.name)
    }

    /// The format of a word such as `glb`, `.JPEG`; nil if unknown.
    private static func named(_ word: some StringProtocol) -> AssetFormat? {
        switch word.lowercased() {
        case "jpeg": .jpg
        case let word: AssetFormat(rawValue: word)
        }
    }

    private static func ending(of link: String) -> Substring? {
        let path = link.prefix { $0 != "?" && $0 != "#" }
        guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return nil }
        return name[name.index(after: dot)...]
    }

    private static func byName(_ name: String) -> AssetFormat {
        let words = name.split(separator: " ")
        if words.first == "converted", let format = words.last.flatMap({ named($0) }) { return format }
        switch words.first {
        case "optimizedGlb", "colliderMesh": return .glb
        case "spz": return .spz
        case "previewImage", "thumbnail", "pano": return .png
        default: return .bin
        }
    }
}
