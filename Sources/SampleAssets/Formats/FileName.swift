/// File names from user text.
package enum FileName {
    /// The ASCII letters and digits with single hyphens between them, up to a limit; `model` if none remain.
    package static func stem(_ name: String, limit: Int = 60) -> String {
        let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let stem = words.joined(separator: "-").prefix(limit)
        let whole = stem.hasSuffix("-") ? stem.dropLast() : stem
        return whole.isEmpty ? "model" : String(whole)
    }
}
