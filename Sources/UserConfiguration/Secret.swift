/// The text of a key. Printing, dumping or reflecting never shows it.
package struct Secret: Sendable, Hashable {
    /// The key itself, only for the client that sends it.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// A 64-bit one-way hash that distinguishes keys (FNV-1a), in hexadecimal.
    package var fingerprint: String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
