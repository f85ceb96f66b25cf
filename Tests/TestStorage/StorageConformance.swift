/// The required behavior of every `TrackingStorage`, as its doc comments specify; runs on any implementation.
package struct StorageConformance: Sendable {
    /// The name of the requirement.
    package let name: String
    private let body: @Sendable (StoragePlace) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (StoragePlace) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Checks the requirement in an empty place.
    ///
    /// - Throws: `ContractBroken`, or errors of the implementation.
    package func run(at place: StoragePlace) async throws {
        try await body(place)
    }

    package static let all: [StorageConformance] =
        operations + selections + transitions + outbox + jobs + history + lease + interest + notices
}
