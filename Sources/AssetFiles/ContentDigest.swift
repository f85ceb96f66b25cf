import Crypto
import Foundation
import HTTPTransport

/// A server's checksum of a whole file.
struct ContentDigest: Sendable, Hashable, Codable {
    enum Algorithm: String, Sendable, CaseIterable, Codable {
        case sha512 = "sha-512"
        case sha256 = "sha-256"
        case md5
    }

    let algorithm: Algorithm
    let bytes: [UInt8]

    /// Takes the strongest checksum among the headers of a response; nil without one, or with one of only a part of the
    /// file.
    ///
    /// Reads `Repr-Digest` (RFC 9530), its predecessor `Digest`, and the fields of two large object stores.
    init?(_ headers: HeaderFields) {
        var found: [Algorithm: [UInt8]] = [:]
        for name in ["Digest", "Repr-Digest"] {
            for item in (headers[name] ?? "").split(separator: ",") { Self.note(item, in: &found) }
        }
        if let text = headers["x-amz-checksum-sha256"] { found[.sha256] = Self.bytes(text, .sha256) ?? found[.sha256] }
        for field in headers.fields where field.name.lowercased() == "x-goog-hash" {
            for item in field.value.split(separator: ",") { Self.note(item, in: &found) }
        }
        guard let algorithm = Algorithm.allCases.first(where: { found[$0] != nil }), let bytes = found[algorithm]
        else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    private static func note(_ item: Substring, in found: inout [Algorithm: [UInt8]]) {
        let parts = item.split(separator: "=", maxSplits: 1)
        guard parts.count == 2,
            let algorithm = Algorithm(rawValue: parts[0].trimmingCharacters(in: .whitespaces).lowercased()),
            let bytes = bytes(String(parts[1]), algorithm)
        else { return }
        found[algorithm] = bytes
    }

    /// Nil if the text is not base64 of the right length; a sum over parts (`…-3`) does not count.
    private static func bytes(_ text: String, _ algorithm: Algorithm) -> [UInt8]? {
        let base64 = text.trimmingCharacters(in: CharacterSet(charactersIn: ": \t"))
        let length =
            switch algorithm {
            case .sha512: 64
            case .sha256: 32
            case .md5: 16
            }
        return Data(base64Encoded: base64).flatMap { $0.count == length ? Array($0) : nil }
    }

    var check: DigestCheck { DigestCheck(self) }
}

struct DigestCheck {
    private var hash: any HashFunction
    private let expected: [UInt8]

    fileprivate init(_ digest: ContentDigest) {
        hash =
            switch digest.algorithm {
            case .sha512: SHA512()
            case .sha256: SHA256()
            case .md5: Insecure.MD5()
            }
        expected = digest.bytes
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    var isRight: Bool { Array(hash.finalize()) == expected }
}
