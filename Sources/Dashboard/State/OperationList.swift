import FoundationEssentials
package import MintDomain

/// The tracked operations in the order of the Operations pane.
///
/// What waits for a person comes first, longest waiting on top; then running, queued, and the finished ones, newest
/// first. Positions are found by binary search, so that a key costs the same with 10,000 rows as with 100.
package struct OperationList: Sendable {
    private var rows: [OperationID: TrackedOperation] = [:]
    private var keys: [OperationID: SortKey] = [:]
    /// Always sorted; holds each key of `keys` once.
    private var order: [SortKey] = []
    /// Rows whose place is out of date because the order is held; nil while it is not.
    private var displaced: Set<OperationID>?
    package private(set) var counts = StatusCounts()

    package init() {}

    package subscript(id id: OperationID) -> TrackedOperation? { rows[id] }

    /// How many rows would stand elsewhere, or are not in the list yet, because the order is held.
    package var displacedCount: Int { displaced?.count ?? 0 }

    /// What waits for a person, the longest waiting first, also while the order is held.
    package var waiting: [OperationID] {
        let first = order.prefix { $0.rank == SortKey.waitingRank }.map(\.id)
        let moved = displaced ?? []
        let ids = moved.isEmpty ? first : first.filter { !moved.contains($0) } + moved
        let keys = ids.compactMap { rows[$0] }.filter { $0.operation?.awaitsPerson == true }.map { SortKey($0) }
        return (moved.isEmpty ? keys : keys.sorted()).map(\.id)
    }

    /// Keeps every row in its place, whatever changes in it, until `releaseOrder()`; new rows wait outside.
    package mutating func holdOrder() {
        displaced = displaced ?? []
    }

    /// Puts every row where it belongs.
    package mutating func releaseOrder() {
        guard let ids = displaced else { return }
        displaced = nil
        place(ids.compactMap { rows[$0] })
    }

    /// Takes in what changed; the cost is that of the change for a few rows, of one sort for many.
    package mutating func apply(upserted: [TrackedOperation], removed: [OperationID]) {
        for id in removed {
            counts.remove(rows.removeValue(forKey: id))
            displaced?.remove(id)
            if let key = keys.removeValue(forKey: id) { take(key) }
        }
        for row in upserted {
            counts.remove(rows[row.id])
            counts.add(row)
            rows[row.id] = row
        }
        guard displaced != nil else { return place(upserted) }
        for row in upserted {
            // A row that came back to its old place is not displaced any more.
            if keys[row.id] == SortKey(row) { displaced?.remove(row.id) } else { displaced?.insert(row.id) }
        }
    }

    private mutating func place(_ moved: [TrackedOperation]) {
        let isBulk = moved.count > 64
        for row in moved {
            let key = SortKey(row)
            guard keys[row.id] != key else { continue }
            if let old = keys.updateValue(key, forKey: row.id), !isBulk { take(old) }
            if !isBulk { order.insert(key, at: lowerBound(of: key)) }
        }
        if isBulk { order = keys.values.sorted() }
    }

    private mutating func take(_ key: SortKey) {
        let position = lowerBound(of: key)
        if position < order.count, order[position] == key { order.remove(at: position) }
    }

    private func lowerBound(of key: SortKey) -> Int {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if order[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension OperationList: RowSource {
    package var count: Int { order.count }

    package func id(at position: Int) -> OperationID { order[position].id }

    package func position(of id: OperationID) -> Int? {
        guard let key = keys[id] else { return nil }
        let position = lowerBound(of: key)
        return position < order.count && order[position] == key ? position : nil
    }
}

/// Where a row stands: rank, then time, then id, so that no two are equal.
private struct SortKey: Hashable, Comparable, Sendable {
    /// The rank of what waits for a person.
    static let waitingRank = 0

    let rank: Int
    /// Seconds; smaller comes first.
    let time: Double
    let id: OperationID

    init(_ row: TrackedOperation) {
        id = row.id
        guard let operation = row.operation else {
            (rank, time) = (2, -row.trackedAt.timeIntervalSinceReferenceDate)
            return
        }
        let created = (operation.createdAt ?? row.trackedAt).timeIntervalSinceReferenceDate
        if operation.awaitsPerson {
            (rank, time) = (Self.waitingRank, (operation.updatedAt ?? row.trackedAt).timeIntervalSinceReferenceDate)
        } else if operation.status.isFinal {
            (rank, time) = (3, -(operation.endedAt?.timeIntervalSinceReferenceDate ?? created))
        } else {
            (rank, time) = (operation.status == .queued ? 2 : 1, -created)
        }
    }

    static func < (left: SortKey, right: SortKey) -> Bool {
        (left.rank, left.time, left.id) < (right.rank, right.time, right.id)
    }
}
