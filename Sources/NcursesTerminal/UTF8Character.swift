import TerminalCore

enum UTF8Character {
    /// Returns the key of the character; U+FFFD for a malformed byte; nothing for a C1 control character.
    static func step(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> InputDecoder.Step {
        guard let first = bytes.first else { return .incomplete }
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let continuation = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
        if continuation.count < length - 1, 1 + continuation.count == bytes.count, !isFinal { return .incomplete }
        let character = bytes.prefix(1 + continuation.count)
        if let scalar = scalar(character, length: length) {
            if (0x80..<0xA0).contains(scalar.value) { return .skip(length) }
            return .event(.key(.character(Character(scalar))), count: length)
        }
        return .event(.key(.character("\u{FFFD}")), count: character.count)
    }

    private static func scalar(_ bytes: ArraySlice<UInt8>, length: Int) -> Unicode.Scalar? {
        guard bytes.count == length, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return text.unicodeScalars.first
    }
}

extension Key {
    /// The key of a control character; nil for other bytes, and for Escape, which may start a sequence.
    init?(controlByte byte: UInt8) {
        switch byte {
        case 0x09: self = Key(.tab)
        case 0x0D: self = Key(.enter)
        case 0x08, 0x7F: self = Key(.backspace)
        case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x00, 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
        default: return nil
        }
    }
}
