import HTTPTransport
import MintDomain

/// Distinguishes a file from an error page that a server sends instead.
enum ContentCheck {
    /// The number of first bytes that `check(beginning:…)` needs.
    static let beginning = 16

    /// Checks the head of a response; a nil format accepts anything but a page.
    static func check(_ head: FileHead, format: AssetFormat?) throws(FileProblem) {
        let host = head.origin.host
        if let coding = head.headers["Content-Encoding"]?.lowercased(), !coding.isEmpty, coding != "identity" {
            throw .packed(String(coding.prefix(20).filter { $0.isLetter || $0.isNumber }), host: host)
        }
        guard let type = head.contentType, let what = stranger(type, format) else { return }
        throw .wrongContent(what, expected: format ?? .bin, host: host)
    }

    /// Describes a media type that contradicts the format; nil if the two may agree.
    private static func stranger(_ type: String, _ format: AssetFormat?) -> String? {
        switch type {
        case "text/html", "application/xhtml+xml": return "an HTML page"
        case "application/problem+json": return "an error message"
        case "application/json", "text/json":
            return format == .json || format == .gltf || format == nil ? nil : "a JSON text"
        case "application/xml", "text/xml": return format == nil ? nil : "an XML text"
        case _ where format?.family == .mesh && type.hasPrefix("image/"): return "a picture"
        case _ where format?.family == .picture && (type.hasPrefix("model/") || type.hasPrefix("text/")):
            return "something else (\(type.prefix(30).filter { $0.isASCII && !$0.isWhitespace }))"
        default: return nil
        }
    }

    /// Checks the first bytes of a body, at most `beginning` of them, for the signature of the format.
    ///
    /// - Throws: `FileProblem.wrongContent`
    static func check(beginning bytes: some Collection<UInt8>, format: AssetFormat, host: String) throws(FileProblem) {
        if format != .txt, isMarkup(bytes) { throw .wrongContent("an HTML page", expected: format, host: host) }
        let starts = starts(of: format)
        guard starts.isEmpty || starts.contains(where: { bytes.starts(with: $0.utf8.map { $0 }) }) else {
            throw .wrongContent("something else", expected: format, host: host)
        }
    }

    /// Whether the bytes begin like a page of HTML or XML.
    static func isMarkup(_ bytes: some Collection<UInt8>) -> Bool {
        var text = bytes.drop { $0 <= 0x20 }[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        let start = String(decoding: text.prefix(9), as: UTF8.self).lowercased()
        return ["<!doctype", "<html", "<?xml", "<head", "<body", "<error"].contains { start.hasPrefix($0) }
    }

    /// Empty if any beginning is possible: file hosts convert pictures freely.
    private static func starts(of format: AssetFormat) -> [String] {
        switch format {
        case .glb: ["glTF"]
        case .usdz, .zip: ["PK"]
        default: []
        }
    }
}
