/// The text of a key. Printing, dumping or reflecting it never shows it.
package struct Secret: Sendable, Hashable {
    /// The key itself: for the client that sends it, and for nothing else.
    package let text: String

    /// Takes the text as it is.
    package init(_ text: String) {
        self.text = text
    }

    /// 64 bits that tell keys apart and do not lead back to one (FNV-1a), as hexadecimal digits.
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
