import Crypto
import Foundation
import Wire

struct IdempotencyClaim: Sendable, Hashable {
    /// 1 to 255 printable ASCII characters.
    var key: String
    /// The method, path and normalized body; for a large body its SHA-256.
    var fingerprint: String

    /// Nil without a key if none is required.
    ///
    /// - Throws: `Problem` 400 if the key is missing, empty, too long or not printable
    init?(headerValues: [String], isRequired: Bool, method: String, path: String, body: RequestBody) throws {
        guard let key = headerValues.first, !key.isEmpty else {
            if isRequired { throw Problem.missingIdempotencyKey() }
            guard headerValues.isEmpty else {
                throw Self.refusal(
                    "too_short", "The header Idempotency-Key has 0 characters; leave it out or send 1 to 255.")
            }
            return nil
        }
        guard headerValues.count == 1 else {
            throw Self.refusal(
                "repeated", "The header Idempotency-Key was sent \(headerValues.count) times; send it once.")
        }
        let count = key.unicodeScalars.count
        guard Limits.idempotencyKey.contains(count) else {
            throw Self.refusal(
                "too_long", "The header Idempotency-Key has \(count) characters; 1 to 255 are allowed.")
        }
        guard key.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) else {
            throw Self.refusal(
                "invalid_characters",
                "The header Idempotency-Key has \(count) characters, not all of them printable ASCII.")
        }
        self.key = key
        fingerprint = "\(method) \(path)\n\(Self.short(try JSONValue.object(body.members).encoded()))"
    }

    private static func short(_ text: String) -> String {
        guard text.utf8.count > Limits.bodyBytes else { return text }
        return "sha256 " + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }

    private static func refusal(_ code: String, _ message: String) -> Problem {
        .malformed("Idempotency-Key", code, message)
    }
}

/// An accepted change: the stored status code and Location, with the current operation.
struct AcceptedChange: Sendable, Hashable {
    var statusCode: Int
    var location: String
    var record: OperationRecord
}
