import Foundation

/// Parses the output of a program or the content of a file as a key.
enum KeyText {
    /// The maximum length of a key in bytes.
    static let byteLimit = 4096

    /// Whether a text, trimmed, is valid in a header: printable ASCII without spaces.
    static func isSendable(_ text: some StringProtocol) -> Bool {
        let key = trimmed(text)
        return !key.isEmpty && key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// Returns the one key in the bytes.
    ///
    /// - Throws: `KeyError` if there is none, more than one line, or an invalid key. The message quotes nothing of it.
    static func key(in bytes: [UInt8], from source: KeySource) throws(KeyError) -> Secret {
        let key = trimmed(String(decoding: bytes, as: UTF8.self))
        guard !key.isEmpty else { throw KeyError(.empty, source) }
        guard !key.contains(where: \.isNewline) else { throw KeyError(.severalLines, source) }
        guard isSendable(key) else { throw KeyError(.notAKey, source) }
        return Secret(key)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
