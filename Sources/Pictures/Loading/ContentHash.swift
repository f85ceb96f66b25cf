import Crypto

/// The SHA-256 of a file as 64 hexadecimal digits.
package struct ContentHash: Sendable, Hashable {
    package let digits: String

    package init(of bytes: [UInt8]) {
        digits = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
