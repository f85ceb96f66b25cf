/// What every `TrackingStorage` must do, as the contract in its doc comments says; any implementation can be put in.
package struct StorageConformance: Sendable {
    /// What is promised.
    package let name: String
    private let body: @Sendable (StoragePlace) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (StoragePlace) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Checks the promise at an empty place.
    ///
    /// - Throws: `ContractBroken`, or what the implementation throws.
    package func run(at place: StoragePlace) async throws {
        try await body(place)
    }

    /// Every promise.
    package static let all: [StorageConformance] = operations + transitions + outbox + jobs + lease + interest + notices
}
