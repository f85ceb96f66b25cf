/// File names inside archives, from user text.
enum FileName {
    /// The ASCII letters and digits with single hyphens between them, at most 60 characters; `model` if none remain.
    static func stem(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                result.unicodeScalars.append(scalar)
            } else if !result.isEmpty, !result.hasSuffix("-") {
                result.append("-")
            }
            if result.count == 60 { break }
        }
        while result.hasSuffix("-") { result.removeLast() }
        return result.isEmpty ? "model" : result
    }
}
