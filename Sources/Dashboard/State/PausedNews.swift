import MintDomain

/// The changes received while the screen is paused, applied when it resumes.
package struct PausedNews: Sendable {
    private var rows: [Verb.Service: PausedRows] = [:]

    package var count: Int { rows.values.reduce(0) { $0 + $1.count } }

    subscript(service: Verb.Service) -> PausedRows { rows[service] ?? PausedRows() }

    mutating func take(_ news: TrackingNews, of service: Verb.Service) {
        rows[service, default: PausedRows()].take(news)
    }
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
