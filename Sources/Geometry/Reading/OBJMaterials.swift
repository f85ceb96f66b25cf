import Pictures

/// The materials of an OBJ file, from the MTL files and pictures that came with it.
struct OBJMaterials {
    /// The surface of each material.
    private(set) var numbers: [String: Int] = [:]
    /// For faces without a material or with an unknown one.
    private(set) var standard = 0

    private static let countLimit = 10_000

    init(
        _ companions: [String: [UInt8]], into builder: inout SceneBuilder, _ budget: ReadingBudget,
        _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        var pictures: [Int: String] = [:]
        // In the order of their names, so that the same archive always gives the same scene.
        for name in companions.keys.sorted() where name.hasSuffix(".mtl") {
            read(companions[name] ?? [], into: &builder, &pictures)
        }
        var textures: [String: Int] = [:]
        var pixelsLeft = budget.limits.texturePixelCount
        for (number, name) in pictures.sorted(by: { $0.key < $1.key }) {
            try Task.checkCancellation()
            if textures[name] == nil, textures.count < 64 {
                guard let picture = builder.texture(from: companions[name], pixelLimit: pixelsLeft, decodeTexture)
                else { continue }
                pixelsLeft -= picture.width * picture.height
                textures[name] = builder.textures.count
                builder.textures.append(Texture(picture))
            }
            builder.surfaces[number].texture = textures[name]
        }
        standard = builder.surfaces.count
        builder.surfaces.append(.unstated)
    }

    private mutating func read(_ file: [UInt8], into builder: inout SceneBuilder, _ pictures: inout [Int: String]) {
        var scanner = TextScanner(file)
        var current: Int?
        while !scanner.isAtEnd {
            if !scanner.isAtLineEnd, let word = scanner.wordInLine() {
                let field = String(decoding: word.prefix(16), as: UTF8.self)
                if field == "newmtl", builder.surfaces.count < Self.countLimit {
                    current = builder.surfaces.count
                    numbers[scanner.rest()] = current
                    builder.surfaces.append(SceneSurface(roughness: 0.8))
                } else if let current {
                    Self.read(field, &scanner, &builder.surfaces[current])
                    if field == "map_Kd" { pictures[current] = Self.pictureName(scanner.rest()) }
                }
            }
            scanner.skipLine()
        }
    }

    private static func read(_ field: String, _ scanner: inout TextScanner, _ surface: inout SceneSurface) {
        switch field {
        case "Kd": surface.colour = colour(&scanner) ?? surface.colour
        case "Ke": surface.glow = colour(&scanner) ?? surface.glow
        case "Pr": surface.roughness = min(max(scanner.number() ?? 1, 0), 1)
        case "Pm": surface.metallic = min(max(scanner.number() ?? 0, 0), 1)
        default: break
        }
    }

    private static func colour(_ scanner: inout TextScanner) -> Colour? {
        guard let red = scanner.number() else { return nil }
        let green = scanner.number() ?? red
        return Colour(encodedRed: red, green: green, blue: scanner.number() ?? green)
    }

    /// Options come before the name; the name may hold spaces and a folder.
    private static func pictureName(_ text: String) -> String {
        guard text.hasPrefix("-") else { return ModelContents.name(text) }
        return ModelContents.name(text.split(separator: " ").last.map(String.init) ?? "")
    }
}
