/// The limits of the contract, kept apart from those of any client so that a mistake is not shared.
enum Limits {
    /// In Unicode scalars, as JSON Schema counts.
    static let prompt = 1...4_000
    static let feedback = 1...2_000
    static let name = 1...120
    static let url = 1...2_048
    static let sourceImages = 0...8
    /// In characters; only printable ASCII.
    static let idempotencyKey = 1...255
    static let page = 1...100
    static let defaultPage = 20
    static let bodyBytes = 65_536
}
