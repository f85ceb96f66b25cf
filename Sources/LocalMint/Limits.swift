/// The limits of the server besides those in the schemas of the API description.
enum Limits {
    /// The default number of Models of a pack.
    static let defaultPackItems = 6
    static let defaultAudioSeconds = 4.0
    /// The maximum size of a decoded reference image.
    static let imageBytes = 10 << 20
    /// In characters; printable ASCII only.
    static let idempotencyKey = 1...255
    static let page = 1...100
    static let defaultPage = 20
    static let bodyBytes = 65_536
    /// Base64 takes four bytes for three; the rest is for the other fields.
    static let imageBodyBytes = imageBytes / 3 * 4 + 65_536
    /// The maximum of one header field, and of all together.
    static let headerFieldBytes = 16_384
    static let headerBytes = 32_768
    static let headerCount = 100
    /// The maximum number of served connections; the descriptor limit may lower it.
    static let connections = 128
    /// The time in seconds for the next request, or for the next part of one.
    static let idleSeconds = 60
    /// The time in seconds for a request with a body, including its processing.
    static let bodySeconds = 60
}
