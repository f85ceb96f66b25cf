/// The UTF-8 of a text, and its lower case with unchanged byte positions, so that a match has the same range in both.
struct FoldedText: Sendable {
    let original: [UInt8]
    let folded: [UInt8]

    init(_ text: String) {
        original = Array(text.utf8)
        folded = Self.bytes(text)
    }

    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            return text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        return text.unicodeScalars.flatMap { scalar in
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            // The few letters whose lower case has another byte count stay unchanged.
            let isSameLength = lower.count == 1 && lower.first.map { UTF8.width($0) == UTF8.width(scalar) } == true
            return UTF8.encode(isSameLength ? lower.first ?? scalar : scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}
