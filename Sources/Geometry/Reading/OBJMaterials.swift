/// The materials of an OBJ file, from its MTL files and pictures.
struct OBJMaterials {
    private(set) var numbers: [String: Int] = [:]
    /// The surface of faces without a known material.
    private(set) var standard = 0

    private static let countLimit = 10_000

    init(
        _ companions: [String: [UInt8]], into builder: inout SceneBuilder, _ budget: ReadingBudget,
        _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        var pictures: [Int: String] = [:]
        // Sorted by name, so that the same archive always gives the same scene.
        for name in companions.keys.sorted() where name.hasSuffix(".mtl") {
            read(companions[name] ?? [], into: &builder, &pictures)
        }
        var textures: [String: Int?] = [:]
        var files = TextureFiles(budget.limits)
        for (number, name) in pictures.sorted(by: { $0.key < $1.key }) {
            if textures[name] == nil {
                let texture = try files.texture(companions[name], into: &builder, decodeTexture)
                textures.updateValue(texture, forKey: name)
            }
            builder.surfaces[number].texture = textures[name] ?? nil
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
        case "Kd": surface.color = color(&scanner) ?? surface.color
        case "Ke": surface.glow = color(&scanner) ?? surface.glow
        case "Pr": surface.roughness = min(max(scanner.number() ?? 1, 0), 1)
        case "Pm": surface.metallic = min(max(scanner.number() ?? 0, 0), 1)
        default: break
        }
    }

    private static func color(_ scanner: inout TextScanner) -> Color? {
        guard let red = scanner.number() else { return nil }
        let green = scanner.number() ?? red
        return Color(encodedRed: red, green: green, blue: scanner.number() ?? green)
    }

    /// Options precede the name; the name may contain spaces and a folder.
    private static func pictureName(_ text: String) -> String {
        guard text.hasPrefix("-") else { return ModelContents.name(text) }
        return ModelContents.name(text.split(separator: " ").last.map(String.init) ?? "")
    }
}
