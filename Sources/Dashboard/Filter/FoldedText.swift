/// Text in lower case as UTF-8, with every byte where it was in the original, so that a match in one is a match in the other.
enum FoldedText {
    /// Appends the folded bytes of a text: as many as it has itself.
    static func append(_ text: some StringProtocol, to bytes: inout [UInt8]) {
        let start = bytes.count
        var isPlain = true
        for byte in text.utf8 {
            isPlain = isPlain && byte < 0x80
            // Zero is what stands between two fields.
            bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte == 0 ? 0x20 : byte)
        }
        guard !isPlain else { return }
        bytes.removeSubrange(start...)
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }

    /// The folded bytes of a text.
    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar == "\0" { return bytes.append(0x20) }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        // A few letters take another number of bytes in lower case; they stay as they are.
        let isSameLength = lower.count == 1 && lower.first.map { UTF8.width($0) == UTF8.width(scalar) } == true
        bytes.append(contentsOf: String(isSameLength ? lower.first ?? scalar : scalar).utf8)
    }
}
