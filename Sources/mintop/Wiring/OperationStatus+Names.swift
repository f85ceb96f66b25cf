import MintDomain

extension OperationStatus {
    /// Those that this program knows, in the order of a life.
    static let known: [OperationStatus] = [
        .queued, .running, .previewReady, .billingRequired, .succeeded, .partiallySucceeded, .failed, .canceled,
    ]

    /// Their words.
    static let knownNames = known.map(\.wireName)
}
