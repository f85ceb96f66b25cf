import Wire

/// What makes two changing requests the same one (contract/README.md A7).
struct IdempotencyClaim: Sendable, Hashable {
    /// 1 to 255 printable ASCII characters.
    var key: String
    /// Method, path and the body in one spelling. Kept whole: a digest could make two requests look alike.
    var fingerprint: String

    /// - Throws: `Problem` 400 where the key is missing, too long or not printable
    init(headerValues: [String], method: String, path: String, body: RequestBody) throws {
        guard let key = headerValues.first, !key.isEmpty else { throw Problem.missingIdempotencyKey() }
        guard headerValues.count == 1 else {
            throw Self.refusal("repeated", "The header Idempotency-Key must be sent once.")
        }
        guard Limits.idempotencyKey.contains(key.unicodeScalars.count) else {
            throw Self.refusal(
                "too_long",
                "The header Idempotency-Key has \(key.unicodeScalars.count) characters; 1 to 255 are allowed.")
        }
        guard key.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) else {
            throw Self.refusal("invalid_characters", "The header Idempotency-Key takes printable ASCII only.")
        }
        self.key = key
        fingerprint = "\(method) \(path)\n\(try body.canonicalText())"
    }

    private static func refusal(_ code: String, _ message: String) -> Problem {
        .malformed([FieldErrorWire(path: "Idempotency-Key", code: code, message: message)])
    }
}

/// An accepted change: the stored status code and Location, with the operation as it is now.
struct AcceptedChange: Sendable, Hashable {
    var statusCode: Int
    var location: String
    var record: OperationRecord
}
