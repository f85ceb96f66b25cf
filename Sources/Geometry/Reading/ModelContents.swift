/// A model file and the files it may reference by name.
struct ModelContents {
    var model: [UInt8]
    /// By file name in lower case.
    var companions: [String: [UInt8]]

    init(model: [UInt8], companions: [String: [UInt8]]) {
        self.model = model
        self.companions = companions
    }

    /// The first model of an archive by order of preference, and all material files and pictures.
    init(archive: [UInt8], _ budget: inout ReadingBudget) throws {
        let zip = try ZipReader(archive)
        let order = ["glb", "obj", "stl"]
        let models = order.flatMap { ending in zip.entries.filter { Self.ending($0.path) == ending } }
        guard let chosen = models.first else {
            throw MeshReadingError.otherKind("a ZIP archive without a GLB, OBJ or STL file")
        }
        var companions: [String: [UInt8]] = [:]
        if Self.ending(chosen.path) == "obj" {
            let wanted: Set<String> = ["mtl", "png", "jpg", "jpeg", "webp"]
            for entry in zip.entries.prefix(1_000) where wanted.contains(Self.ending(entry.path)) {
                try Task.checkCancellation()
                companions[Self.name(entry.path)] = try zip.contents(of: entry, &budget)
            }
        }
        self.init(model: try zip.contents(of: chosen, &budget), companions: companions)
    }

    /// The part after the last slash or backslash, in lower case.
    static func name(_ path: String) -> String {
        path.split { $0 == "/" || $0 == "\\" }.last.map { $0.lowercased() } ?? ""
    }

    private static func ending(_ path: String) -> String {
        let name = name(path)
        // Resource forks of macOS have the extension of their file.
        guard !name.hasPrefix("._"), let dot = name.lastIndex(of: ".") else { return "" }
        return String(name[name.index(after: dot)...])
    }
}
