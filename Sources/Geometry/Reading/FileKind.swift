package enum FileKind: String, Sendable, CaseIterable {
    case glb, obj, stl

    /// False if the format defines no unit; the reader then assumes the most common one.
    package var hasUnits: Bool { self == .glb }
}

extension FileKind {
    /// Detects the kind by content only.
    init(of bytes: [UInt8]) throws(MeshReadingError) {
        guard !bytes.isEmpty else { throw MeshReadingError.empty }
        if bytes.starts(with: "glTF".utf8) {
            self = .glb
        } else if STLReader.recognizes(bytes) {
            self = .stl
        } else if let other = Self.otherKind(bytes) {
            throw MeshReadingError.otherKind(other)
        } else if STLReader.resembles(bytes) {
            self = .stl
        } else if OBJReader.recognizes(bytes) {
            self = .obj
        } else {
            throw MeshReadingError.unknownKind
        }
    }

    /// The name of another file kind that servers send instead of a model.
    private static func otherKind(_ bytes: [UInt8]) -> String? {
        let signatures: [([UInt8], String)] = [
            ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
            (Array("RIFF".utf8), "a picture or sound"), (Array("GIF8".utf8), "a GIF picture"),
            (Array("Kaydara FBX".utf8), "an FBX file"), (Array("%PDF".utf8), "a PDF document"),
            ([0x1F, 0x8B], "a gzip file"), (Array("PK".utf8), "a damaged ZIP archive"),
            (Array("ply\n".utf8), "a PLY file"),
        ]
        if let match = signatures.first(where: { bytes.starts(with: $0.0) }) { return match.1 }
        let start = String(decoding: bytes.prefix(400).filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctypehtml") || start.hasPrefix("<html") || start.contains("<head>") {
            return "a web page"
        }
        if start.hasPrefix("<?xml") || start.hasPrefix("<") { return "an XML document" }
        if start.hasPrefix("{") { return start.contains("\"asset\"") ? "a glTF text file" : "a JSON document" }
        return nil
    }
}
