/// The API key of the server, without a description, so that it cannot reach a log by accident.
struct BearerKey: Sendable, CustomStringConvertible {
    private let bytes: [UInt8]

    init(_ key: String) {
        bytes = Array(key.utf8)
    }

    var description: String { "BearerKey(hidden)" }

    /// Whether an `Authorization` header carries this key, compared in constant time.
    func matches(authorization: String?) -> Bool {
        guard let parts = authorization?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return false }
        let sent = Array(parts[1].utf8)
        var difference = sent.count ^ bytes.count
        for index in bytes.indices {
            difference |= Int(bytes[index] ^ (index < sent.count ? sent[index] : 0))
        }
        return difference == 0
    }
}
