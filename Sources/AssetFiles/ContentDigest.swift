import Crypto
import Foundation
import HTTPTransport

/// A checksum of a whole file that its server gave.
struct ContentDigest: Sendable, Hashable, Codable {
    enum Algorithm: String, Sendable, CaseIterable, Codable {
        case sha512 = "sha-512"
        case sha256 = "sha-256"
        case md5
    }

    let algorithm: Algorithm
    let bytes: [UInt8]

    /// The strongest one among the headers of an answer; nil where there is none, or only of a part of the file.
    ///
    /// Read are `Repr-Digest` (RFC 9530), its predecessor `Digest`, and the fields of two large stores of files.
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

    /// Nil where the text is no base64 of the right length; a sum over parts (`…-3`) is none.
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

    /// A function that is fed the content piece by piece and says at the end whether it is the one that was meant.
    var check: DigestCheck { DigestCheck(self) }
}

/// Sums up a content piece by piece.
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
