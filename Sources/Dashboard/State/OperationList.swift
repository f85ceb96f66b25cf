import FoundationEssentials
package import MintDomain

/// The tracked operations in the order of their pane, and those of them that are shown.
///
/// In its own order what waits for a person comes first, longest waiting on top; then running, queued, and the finished
/// ones, newest first. Positions are those of the rows that pass the filter and the facet; they are found by binary
/// search, so that a key costs the same with 10,000 rows as with 100.
package struct OperationList: Sendable {
    private var rows: [OperationID: TrackedOperation] = [:]
    private var keys: [OperationID: SortKey] = [:]
    /// Always sorted; holds each key of `keys` once.
    private var all = SortedRows<SortKey>()
    /// Those that pass, sorted alike; nil while all do.
    private var passing: SortedRows<SortKey>?
    /// What waits for a person, in the list's own order.
    private var waitingRows = SortedRows<OwnPlace>()
    /// Rows whose place is out of date because the order is held; nil while it is not.
    private var displaced: Set<OperationID>?
    /// A row that stays although it does not pass any more, because somebody is at it.
    private var pinned: OperationID?
    private var sieve: RowSieve<OperationID>
    private let columns: [ListColumn]
    /// In which order it stands.
    package private(set) var order = ListOrder.own
    package private(set) var counts = StatusCounts()

    /// - Parameter pane: Whose rows they are: that of the Operations or that of the Jobs.
    package init(of pane: Pane = .operations) {
        columns = ListColumn.filtering(pane)
        sieve = RowSieve(fields: ListColumn.fields(of: pane))
    }

    package subscript(id id: OperationID) -> TrackedOperation? { rows[id] }

    /// How many rows would stand elsewhere, or are not in the list yet, because the order is held.
    package var displacedCount: Int { displaced?.count ?? 0 }

    /// What waits for a person, the longest waiting first, also what is hidden, and also while the order is held.
    package var waiting: [OperationID] { waitingRows.keys.map(\.id) }

    /// The rows in their order, the hidden ones among them.
    var ids: some Sequence<OperationID> { all.keys.lazy.map(\.place.id) }

    /// What is shown, and why.
    package var standing: ListStanding {
        ListStanding(
            filter: sieve.filter, facet: sieve.facet, order: order, shown: count, total: all.keys.count,
            inFacet: sieve.count(of: sieve.facet))
    }

    /// How many rows stand somewhere, the hidden ones among them.
    package func count(of facet: StatusFacet?) -> Int { sieve.count(of: facet) }

    // MARK: Order held

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

    // MARK: News

    /// Takes in what changed; the cost is that of the change for a few rows, of one sort for many.
    package mutating func apply(upserted: [TrackedOperation], removed: [OperationID]) {
        for id in removed {
            let row = rows.removeValue(forKey: id)
            counts.remove(row)
            if let row, isWaiting(row) { waitingRows.remove(OwnPlace(row), by: <) }
            displaced?.remove(id)
            sieve.remove(id)
            if let key = keys.removeValue(forKey: id) { take(key) }
        }
        let isBulk = upserted.count > bulkLimit
        for row in upserted {
            let before = rows.updateValue(row, forKey: row.id)
            counts.remove(before)
            counts.add(row)
            guard !isBulk else { continue }
            if let before, isWaiting(before) { waitingRows.remove(OwnPlace(before), by: <) }
            if isWaiting(row) { waitingRows.insert(OwnPlace(row), by: <) }
        }
        if isBulk { waitingRows = SortedRows(rows.values.filter(isWaiting).map(OwnPlace.init).sorted()) }
        sieve.set(
            upserted.lazy.map { [columns] row in
                (id: row.id, texts: columns.map { $0.text(row) }, part: StatusFacet(row))
            })
        guard displaced != nil else { return place(upserted) }
        for row in upserted {
            // A row that came back to its old place is not displaced any more.
            let key = key(of: row)
            let isInPlace = keys[row.id] == key && (position(of: row.id) != nil) == isShown(key)
            if isInPlace { displaced?.remove(row.id) } else { displaced?.insert(row.id) }
        }
    }

    private func isWaiting(_ row: TrackedOperation) -> Bool { row.operation?.awaitsPerson == true }

    private func key(of row: TrackedOperation) -> SortKey {
        SortKey(value: SortValue(row, order.column), place: OwnPlace(row), slot: sieve.slot(of: row.id) ?? 0)
    }

    private mutating func place(_ moved: [TrackedOperation]) {
        let isBulk = moved.count > bulkLimit
        let order = order
        for row in moved {
            let key = key(of: row)
            let old = keys.updateValue(key, forKey: row.id)
            guard !isBulk else { continue }
            if old != key {
                if let old { take(old) }
                all.insert(key) { order.areInOrder($0, $1) }
            }
            if isShown(key) {
                passing?.insert(key) { order.areInOrder($0, $1) }
            } else {
                passing?.remove(key) { order.areInOrder($0, $1) }
            }
        }
        guard isBulk else { return }
        all = SortedRows(keys.values.sorted { order.areInOrder($0, $1) })
        sift()
    }

    private mutating func take(_ key: SortKey) {
        let order = order
        all.remove(key) { order.areInOrder($0, $1) }
        passing?.remove(key) { order.areInOrder($0, $1) }
    }

    // MARK: What is shown

    private func isShown(_ key: SortKey) -> Bool { sieve.passes(key.slot) || key.place.id == pinned }

    private mutating func sift() {
        passing = sieve.isOpen ? nil : SortedRows(all.keys.filter(isShown))
    }

    /// Keeps a row in the list although it does not pass any more; nil lets the one before go.
    mutating func pin(_ id: OperationID?) {
        guard pinned != id else { return }
        let old = pinned
        pinned = id
        guard passing != nil, let old, let key = keys[old], !isShown(key) else { return }
        guard displaced == nil else {
            displaced?.insert(old)
            return
        }
        let order = order
        passing?.remove(key) { order.areInOrder($0, $1) }
    }

    /// Whether a row is only there because it is pinned.
    package func isOutside(_ id: OperationID) -> Bool {
        guard passing != nil, id == pinned, let key = keys[id] else { return false }
        return !sieve.passes(key.slot)
    }

    /// Does what a person asks of the list, at once.
    ///
    /// - Returns: The row that fits a filter best, where it ranks them.
    /// - Throws: Where a filter is too slow; the list stays as it was.
    mutating func take(_ wish: ListWish) throws(FilterError) -> OperationID? {
        var best: OperationID?
        releaseOrder()
        switch wish {
        case .filter(let filter): best = try sieve.narrow(to: filter)
        case .facet(let facet): sieve.narrow(to: facet)
        case .order(let wanted):
            guard wanted != order else { return nil }
            order = wanted
            for row in rows.values { keys[row.id] = key(of: row) }
            all = SortedRows(keys.values.sorted { wanted.areInOrder($0, $1) })
        }
        pinned = nil
        sift()
        return best
    }
}

extension OperationList: RowSource {
    private var shown: SortedRows<SortKey> { passing ?? all }

    package var count: Int { shown.keys.count }

    package func id(at position: Int) -> OperationID { shown.keys[position].place.id }

    package func position(of id: OperationID) -> Int? {
        keys[id].flatMap { key in shown.position(of: key) { order.areInOrder($0, $1) } }
    }
}

/// More rows than this are sorted in together.
private let bulkLimit = 64

/// Where a row stands in the list's own order: rank, then time, then id, so that no two are equal.
private struct OwnPlace: Hashable, Comparable, Sendable {
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
            (rank, time) = (0, (operation.updatedAt ?? row.trackedAt).timeIntervalSinceReferenceDate)
        } else if operation.status.isFinal {
            (rank, time) = (3, -(operation.endedAt?.timeIntervalSinceReferenceDate ?? created))
        } else {
            (rank, time) = (operation.status == .queued ? 2 : 1, -created)
        }
    }

    static func < (left: OwnPlace, right: OwnPlace) -> Bool {
        (left.rank, left.time, left.id) < (right.rank, right.time, right.id)
    }
}

/// Where a row stands: what it is sorted by, then the list's own order.
private struct SortKey: Hashable, Sendable {
    let value: SortValue
    let place: OwnPlace
    let slot: Int32
}

extension ListOrder {
    fileprivate func areInOrder(_ left: SortKey, _ right: SortKey) -> Bool {
        guard column != nil else { return isInverted ? right.place < left.place : left.place < right.place }
        return left.value.precedes(right.value, isInverted: isInverted) ?? (left.place < right.place)
    }
}
