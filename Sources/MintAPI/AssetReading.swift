import MintDomain
import Wire

/// Finds the assets in an `assets` object of any shape.
///
/// Every string member whose name ends in `Url` is an asset; every map or list whose name ends in `Urls` holds several.
enum AssetReading {
    /// More than any known shape has; limits the effect of a hostile response.
    private static let mostFiles = 200

    /// Returns the files of `assets`, then those of `conversion.assets` with names such as `converted usdz`.
    static func assets(_ assets: JSONValue?, conversion: JSONValue? = nil) -> [Asset] {
        let results = conversion?["assets"]
        let converted = ordered(links(results) + artifacts(results?["artifacts"])).map { file in
            Asset(name: "converted \(file.name)", url: file.url, byteCount: file.byteCount)
        }
        var known: Set<String> = []
        return Array((ordered(links(assets)) + converted).filter { known.insert($0.name).inserted }.prefix(mostFiles))
    }

    private static func links(_ json: JSONValue?) -> [Asset] {
        guard let members = json?.object else { return [] }
        return members.flatMap { key, value -> [Asset] in
            if key == "url" { return [file("file", value, size: members["sizeBytes"])] }
            if let name = stem(key, "Url") { return [file(name, value, size: size(of: name, in: members))] }
            if let name = stem(key, "Urls") { return several(name, value) }
            return []
        }.filter { !$0.url.isEmpty }
    }

    private static func several(_ name: String, _ value: JSONValue) -> [Asset] {
        if let map = value.object { return map.map { file("\(name) \($0.key)", $0.value, size: nil) } }
        return (value.array ?? []).enumerated().map { file("\(name) \($0.offset + 1)", $0.element, size: nil) }
    }

    private static func artifacts(_ json: JSONValue?) -> [Asset] {
        (json?.object ?? [:]).map { file($0.key, $0.value["url"] ?? .null, size: $0.value["byteSize"]) }
            .filter { !$0.url.isEmpty }
    }

    private static func size(of name: String, in members: [String: JSONValue]) -> JSONValue? {
        members["\(name)SizeBytes"] ?? members["artifacts"]?[name]?["byteSize"]
    }

    private static func file(_ name: String, _ url: JSONValue, size: JSONValue?) -> Asset {
        let byteCount = size?.integer.flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil }
        return Asset(name: name, url: url.string ?? "", byteCount: byteCount)
    }

    private static func stem(_ key: String, _ ending: String) -> String? {
        key.hasSuffix(ending) && key.count > ending.count ? String(key.dropLast(ending.count)) : nil
    }

    /// The order of display; unlisted names follow alphabetically.
    private static let places = [
        "previewImage", "thumbnail", "glb", "optimizedGlb", "usdz", "fbx", "obj", "stl", "pano", "colliderMesh", "rad",
    ]

    private static func ordered(_ files: [Asset]) -> [Asset] {
        files.sorted { left, right in
            let (first, second) = (place(left.name), place(right.name))
            return first == second ? left.name < right.name : first < second
        }
    }

    private static func place(_ name: String) -> Int {
        if let place = places.firstIndex(of: name) { return place }
        return name.hasPrefix("spz ") ? places.count : places.count + 1
    }
}
