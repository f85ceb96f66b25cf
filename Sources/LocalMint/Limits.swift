/// The limits of the contract, kept apart from those of any client so that a mistake is not shared.
enum Limits {
    /// In Unicode scalars, as JSON Schema counts.
    static let prompt = 1...4_000
    static let feedback = 1...2_000
    static let name = 1...120
    static let styleGuide = 1...4_000
    static let url = 1...2_048
    static let sourceImages = 0...8
    static let packItems = 2...25
    /// Without a word about it, a pack gets so many Models.
    static let defaultPackItems = 6
    /// In seconds.
    static let audioSeconds = 0.5...60.0
    static let defaultAudioSeconds = 4.0
    /// In metres.
    static let heightMeters = 0.01...100.0
    static let fileName = 1...255
    /// Of a reference image, decoded.
    static let imageBytes = 10 << 20
    /// In characters; only printable ASCII.
    static let idempotencyKey = 1...255
    static let page = 1...100
    static let defaultPage = 20
    static let bodyBytes = 65_536
    /// Base64 takes four bytes for three, and some room for the rest of the body.
    static let imageBodyBytes = imageBytes / 3 * 4 + 65_536
    /// Of one header field, and of all of them together.
    static let headerFieldBytes = 16_384
    static let headerBytes = 32_768
    static let headerCount = 100
    /// Seconds in which a connection must send its next request, or go on with the one it began.
    static let idleSeconds = 60
    /// Seconds in which a request with a body must have come and be done.
    static let bodySeconds = 60
}
