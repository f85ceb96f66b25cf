import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

extension Session {
    /// The rows of a list. What the embedded server was seeded with is read when it is listed first: that costs nobody
    /// anything.
    ///
    /// - Parameters:
    ///   - service: whose rows.
    ///   - read: asks its server.
    /// - Returns: In no particular order.
    /// - Throws: `StoreError` or `TrackingStorageError` where the store cannot be read.
    func listed(
        _ service: TrackedService, read: (OperationID) async throws -> OperationReading
    ) async throws -> [TrackedOperation] {
        let rows = try await store.tracked(service.storage.profile)
        let unread = rows.filter { $0.operation == nil && $0.problem == nil }
        guard case .embedded = profile.server, storeProblem == nil, !unread.isEmpty else { return rows }
        try await service.load()
        for row in unread {
            // `try?`: what cannot be read stays as it is in the list, which says so.
            if let reading = try? await read(row.id) { await service.poller.absorb(reading) }
        }
        return try await store.tracked(service.storage.profile)
    }
}

extension TrackedOperation {
    /// What a list says of it: its prompt, or why there is none.
    var saying: Table.Field {
        if let prompt = operation?.prompt { return .init(SafeText(prompt)) }
        if let problem { return .init(SafeText(problem.sentence), color: 31) }
        return operation == nil ? .init("not read yet", color: 90) : .init("-")
    }
}
