package import TerminalCore

/// An address safe to link or open: `https` to a named host, or `http` to this machine.
package struct SafeURL: Sendable, Hashable {
    /// The maximum length in bytes; some terminals cut longer addresses.
    private static let limit = 2000

    /// The address, printable ASCII without spaces.
    package let string: String
    /// The host, with its port if it has one, to show before opening.
    package let host: SafeText

    /// Nil for any other scheme, a user name (which can impersonate a host), characters outside printable ASCII,
    /// quotes, brackets, backslashes, and more than 2,000 bytes.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.limit, text.utf8.allSatisfy(Self.isPlain) else { return nil }
        let lower = text.prefix(8).lowercased()
        let isSecure = lower.hasPrefix("https://")
        guard isSecure || lower.hasPrefix("http://") else { return nil }
        let authority = text.dropFirst(isSecure ? 8 : 7).prefix { !"/?#".contains($0) }
        let (name, port) = Self.split(authority)
        guard let port, !name.isEmpty, port.isEmpty || UInt16(port).map({ $0 > 0 }) == true else { return nil }
        let isLoopback = ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased())
        guard isLoopback || (isSecure && Self.isHostName(name)) else { return nil }
        string = text
        host = SafeText(authority)
    }

    /// The host and its port; nil for an invalid port.
    private static func split(_ authority: Substring) -> (name: Substring, port: Substring?) {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: end)...]
            return (authority[...end], rest.isEmpty ? "" : rest.first == ":" ? rest.dropFirst() : nil)
        }
        guard let colon = authority.firstIndex(of: ":") else { return (authority, "") }
        let port = authority[authority.index(after: colon)...]
        return (authority[..<colon], !port.isEmpty && port.allSatisfy(\.isNumber) ? port : nil)
    }

    private static func isHostName(_ name: Substring) -> Bool {
        if name.hasPrefix("[") {
            return name.hasSuffix("]") && name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" }
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return name.utf8.count <= 253
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"):
            false
        default: (0x21...0x7E).contains(byte)
        }
    }
}
