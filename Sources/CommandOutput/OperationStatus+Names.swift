package import MintDomain

extension OperationStatus {
    /// The statuses that mintop knows, in the order in which an operation passes through them.
    package static let known: [OperationStatus] = [
        .queued, .running, .previewReady, .billingRequired, .succeeded, .partiallySucceeded, .failed, .canceled,
    ]

    package static let knownNames = known.map(\.wireName)
}
