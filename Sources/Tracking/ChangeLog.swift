import MintDomain

/// The published operations in the order of their last change.
///
/// Reading changes costs in proportion to the changes: the log holds each change of an id; outdated entries are
/// skipped, and dropped once they are the majority.
struct ChangeLog: Sendable {
    private struct Published: Sendable {
        var revision: Int
        /// Nil after untracking.
        var operation: TrackedOperation?
    }

    /// Increases with each publication; 0 before the first.
    private(set) var revision = 0
    private var published: [OperationID: Published] = [:]
    private var log: [(revision: Int, id: OperationID)] = []

    /// Publishes one revision. An id in both lists was removed and added again.
    mutating func publish(upserted: [TrackedOperation], removed: [OperationID]) {
        revision += 1
        for id in removed {
            note(id, nil)
        }
        for operation in upserted {
            note(operation.id, operation)
        }
        if log.count > 2 * published.count + 64 {
            log.removeAll { published[$0.id]?.revision != $0.revision }
        }
    }

    /// Returns the changes after `since`; everything for 0.
    func changes(since: Int) -> (upserted: [TrackedOperation], removed: [OperationID]) {
        var upserted: [TrackedOperation] = []
        var removed: [OperationID] = []
        for change in log[firstIndex(after: since)...] {
            guard let entry = published[change.id], entry.revision == change.revision else { continue }
            if let operation = entry.operation {
                upserted.append(operation)
            } else if since > 0 {
                removed.append(change.id)
            }
        }
        return (upserted, removed)
    }

    private mutating func note(_ id: OperationID, _ operation: TrackedOperation?) {
        if published[id]?.revision != revision { log.append((revision, id)) }
        published[id] = Published(revision: revision, operation: operation)
    }

    /// The index of the first log entry with a revision above `since`, by bisection.
    private func firstIndex(after since: Int) -> Int {
        var low = 0
        var high = log.count
        while low < high {
            let middle = (low + high) / 2
            if log[middle].revision <= since { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
