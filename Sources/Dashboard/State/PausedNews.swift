import MintDomain

/// The changes received while the screen is paused, applied when it resumes.
package struct PausedNews: Sendable {
    var operations = PausedRows()
    var jobs = PausedRows()

    package var count: Int { operations.count + jobs.count }
}

/// The changes received for one list.
struct PausedRows: Sendable {
    private(set) var upserted: [OperationID: TrackedOperation] = [:]
    private(set) var removed: Set<OperationID> = []

    var count: Int { upserted.count + removed.count }

    mutating func take(_ news: TrackingNews) {
        for id in news.removed {
            upserted[id] = nil
            removed.insert(id)
        }
        for row in news.upserted {
            upserted[row.id] = row
            removed.remove(row.id)
        }
    }
}
