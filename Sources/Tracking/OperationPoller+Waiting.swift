package import MintDomain

/// The error of a wait for an operation that was untracked meanwhile.
package struct OperationForgotten: Error, Sendable, Hashable, CustomStringConvertible {
    package let id: OperationID

    package var description: String { "The operation \(id) was forgotten while it was being waited for." }
}

extension OperationPoller {
    /// Waits until each of these operations satisfies the condition; tracks them if necessary.
    ///
    /// Another task must keep `run()` running. Rows loaded from the store count: check `confirmedAt` if only new data
    /// will do.
    ///
    /// - Parameters:
    ///   - ids: The operations; an empty list returns at once.
    ///   - isDone: Called with each change of each of them, also after it was true once.
    /// - Returns: The operations when the last one was done, in the order of `ids`.
    /// - Throws: `OperationForgotten`, or `CancellationError` in a canceled task.
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
