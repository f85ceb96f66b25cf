/// Names for files inside archives, made of what people called a thing.
enum FileName {
    /// Letters and digits of ASCII with single hyphens between them, at most 60; `model` where nothing is left.
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
