package enum PictureFormat: String, Sendable, Hashable, CaseIterable {
    case png = "PNG"
    case jpeg = "JPEG"
    case webp = "WebP"
}

/// The content of a file by its signature, regardless of name and content type.
package enum PictureContent: Sendable, Hashable {
    case picture(PictureFormat)
    /// The name of an unsupported picture format.
    case otherPicture(String)
    /// The name of other content: `HTML`, `a ZIP archive`.
    case other(String)
    case nothing

    package init(of file: [UInt8]) {
        self = Self.known(file)
    }

    private static func known(_ file: [UInt8]) -> PictureContent {
        if file.isEmpty { return .nothing }
        if file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .picture(.png) }
        if file.starts(with: [0xFF, 0xD8, 0xFF]) { return .picture(.jpeg) }
        if begins(file, "RIFF") {
            return begins(file, "WEBP", at: 8) ? .picture(.webp) : .other("a RIFF file")
        }
        if begins(file, "ftyp", at: 4) {
            let isAVIF = begins(file, "avif", at: 8) || begins(file, "avis", at: 8)
            let isHEIC = ["heic", "heix", "mif1", "msf1"].contains { begins(file, $0, at: 8) }
            return isAVIF ? .otherPicture("AVIF") : isHEIC ? .otherPicture("HEIC") : .other("a video")
        }
        if let name = otherPictures.first(where: { begins(file, $0.start) })?.name { return .otherPicture(name) }
        if let name = others.first(where: { file.starts(with: $0.start) })?.name { return .other(name) }
        return text(file)
    }

    private static let otherPictures: [(start: String, name: String)] = [
        ("GIF8", "GIF"), ("BM", "BMP"), ("II*\0", "TIFF"), ("MM\0*", "TIFF"), ("8BPS", "Photoshop"),
        ("qoif", "QOI"), ("#?RADIANCE", "Radiance HDR"), ("#?RGBE", "Radiance HDR"), ("v/1\u{1}", "OpenEXR"),
        ("DDS ", "DDS"), ("\u{AB}KTX 20\u{BB}", "KTX2"), ("\u{AB}KTX 11\u{BB}", "KTX"),
    ]

    private static let others: [(start: [UInt8], name: String)] = [
        (Array("glTF".utf8), "a GLB model"), (Array("PK".utf8), "a ZIP archive"),
        (Array("%PDF".utf8), "a PDF document"),
        ([0x1F, 0x8B], "gzip data"), ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("solid ".utf8), "an STL model"),
        (Array("Kaydara FBX".utf8), "an FBX model"), (Array("ply\n".utf8), "a PLY model"),
    ]

    private static func begins(_ file: [UInt8], _ text: String, at offset: Int = 0) -> Bool {
        file.dropFirst(offset).starts(with: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }

    /// Detects text formats; servers may answer with HTML or JSON instead of a file.
    private static func text(_ file: [UInt8]) -> PictureContent {
        var start = file.prefix(1_024)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let isText = start.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard isText else { return .other("unknown data") }
        let letters = String(decoding: start.drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
        if letters.hasPrefix("<!doctype html") || letters.hasPrefix("<html") || letters.hasPrefix("<head") {
            return .other("HTML")
        }
        if letters.hasPrefix("<svg") || (letters.hasPrefix("<?xml") && letters.contains("<svg")) {
            return .otherPicture("SVG")
        }
        if letters.hasPrefix("<") { return .other(letters.contains("<html") ? "HTML" : "XML") }
        if letters.hasPrefix("{") || letters.hasPrefix("[") {
            return .other(letters.contains("\"asset\"") ? "a glTF text file" : "JSON")
        }
        return .other("plain text")
    }
}
