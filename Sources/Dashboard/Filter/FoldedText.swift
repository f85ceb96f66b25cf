/// Text in lower case as UTF-8 with unchanged byte positions, so that a match has the same range in the original.
enum FoldedText {
    /// Appends the folded bytes of a text; their number equals that of the text.
    static func append(_ text: some StringProtocol, to bytes: inout [UInt8]) {
        let start = bytes.count
        var isPlain = true
        for byte in text.utf8 {
            isPlain = isPlain && byte < 0x80
            // Zero is the separator between fields.
            bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte == 0 ? 0x20 : byte)
        }
        guard !isPlain else { return }
        bytes.removeSubrange(start...)
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }

    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar == "\0" { return bytes.append(0x20) }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        // The few letters whose lower case has another byte count stay unchanged.
        let isSameLength = lower.count == 1 && lower.first.map { UTF8.width($0) == UTF8.width(scalar) } == true
        bytes.append(contentsOf: String(isSameLength ? lower.first ?? scalar : scalar).utf8)
    }
}
