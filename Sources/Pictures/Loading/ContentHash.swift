import CPictures

/// The SHA-256 of a file as 64 hexadecimal digits.
package struct ContentHash: Sendable, Hashable {
    package let digits: String

    package init(of bytes: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: 32)
        mintop_sha256(bytes, bytes.count, &digest)
        let letters = Array("0123456789abcdef".utf8)
        digits = String(decoding: digest.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self)
    }
}
