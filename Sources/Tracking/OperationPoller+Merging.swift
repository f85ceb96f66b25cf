import Foundation
package import MintDomain

extension OperationPoller {
    /// Merges the operations stored by another process: publishes and schedules them as if they had been polled here.
    ///
    /// Equal or later confirmed rows stay. Nothing is saved, because the rows come from the store.
    package func merge(upserted: [TrackedOperation], removed: [OperationID]) {
        var news: [TrackedOperation] = []
        for row in upserted {
            let own = rows[row.id]
            if let own, own.isSame(as: row) || isLater(own, than: row) { continue }
            rows[row.id] = row
            news.append(row)
            if own == nil {
                schedule.track(row.id, known: row.operation, now: elapsed())
            } else if let operation = row.operation {
                schedule.observed(operation, retryAfter: nil, now: elapsed())
            }
        }
        let gone = removed.filter { rows[$0] != nil }
        for id in gone {
            rows[id] = nil
            barriers[id] = nil
            changed.remove(id)
            schedule.forget(id)
        }
        guard !news.isEmpty || !gone.isEmpty else { return }
        publish(upserted: news, removed: gone)
        signal.wake()
    }

    /// Whether any tracked operation has not ended.
    package var hasUnfinished: Bool {
        rows.values.contains { $0.operation?.status.isFinal != true && $0.problem != .gone }
    }

    private func isLater(_ own: TrackedOperation, than other: TrackedOperation) -> Bool {
        guard let mine = own.confirmedAt else { return false }
        return other.confirmedAt.map { $0 < mine } ?? true
    }
}

extension TrackedOperation {
    /// Whether both are equal. Stored times may have lost their last digits.
    fileprivate func isSame(as other: TrackedOperation) -> Bool {
        guard rawJSON == other.rawJSON, problem == other.problem, transitions.count == other.transitions.count else {
            return false
        }
        guard let mine = confirmedAt, let theirs = other.confirmedAt else { return confirmedAt == other.confirmedAt }
        return abs(mine.timeIntervalSince(theirs)) < 0.001
    }
}
