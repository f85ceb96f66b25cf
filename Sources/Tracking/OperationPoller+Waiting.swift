package import MintDomain

/// Somebody forgot an operation that was being waited for.
package struct OperationForgotten: Error, Sendable, Hashable, CustomStringConvertible {
    /// The operation.
    package let id: OperationID

    /// One sentence that names the operation.
    package var description: String { "The operation \(id) was forgotten while it was being waited for." }
}

extension OperationPoller {
    /// Waits until each of these operations is as the caller wants it; they are tracked if they were not.
    ///
    /// Something else must keep `run()` running. A row that was loaded from the store counts as it is: look at its
    /// `confirmedAt` where only news will do.
    ///
    /// - Parameters:
    ///   - ids: The operations; none returns at once.
    ///   - isDone: Called with each change of each of them, also after it held for it once.
    /// - Returns: The operations as they were when the last one was done, in the order of `ids`.
    /// - Throws: `OperationForgotten`, or `CancellationError` where the task is cancelled.
    package nonisolated func wait(
        for ids: [OperationID], until isDone: @Sendable (TrackedOperation) -> Bool
    ) async throws -> [TrackedOperation] {
        await track(ids)
        let wanted = Set(ids)
        var rows: [OperationID: TrackedOperation] = [:]
        var done: Set<OperationID> = []
        var revision = 0
        for await _ in await updates() {
            let changes = await changes(since: revision)
            revision = changes.revision
            if let id = changes.removed.first(where: wanted.contains) { throw OperationForgotten(id: id) }
            for row in changes.upserted where wanted.contains(row.id) {
                rows[row.id] = row
                if isDone(row) { done.insert(row.id) } else { done.remove(row.id) }
            }
            if done == wanted { return ids.compactMap { rows[$0] } }
        }
        throw CancellationError()
    }
}
