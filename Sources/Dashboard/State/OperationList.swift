import FoundationEssentials
package import MintDomain

/// The tracked operations in the order of their pane, and those of them that are shown.
///
/// In its own order what waits for a person comes first, longest waiting on top; then running, queued, and the finished
/// ones, newest first. Positions are those of the rows that pass the filter and the facet; they are found by binary
/// search, so that a key costs the same with 10,000 rows as with 100.
package struct OperationList: Sendable {
    private var rows: [OperationID: TrackedOperation] = [:]
    /// Where they stand, by their slots in the sieve.
    private var places = RowOrder()
    /// What waits for a person, in the list's own order.
    private var waitingRows = SortedRows<OwnPlace>()
    /// Rows whose place is out of date because the order is held; nil while it is not.
    private var displaced: Set<OperationID>?
    /// A row that stays although it does not pass any more, because somebody is at it.
    private var pinned: OperationID?
    private var sieve: RowSieve<OperationID>
    private let columns: [ListColumn]
    package private(set) var counts = StatusCounts()
    /// Whether there are more in the store, which were not read yet.
    var isLoading = false

    /// - Parameter pane: Whose rows they are: that of the Operations or that of the Jobs.
    package init(of pane: Pane = .operations) {
        columns = ListColumn.filtering(pane)
        sieve = RowSieve(fields: ListColumn.fields(of: pane))
    }

    /// In which order it stands.
    package var order: ListOrder { places.order }

    package subscript(id id: OperationID) -> TrackedOperation? { rows[id] }

    /// How many rows would stand elsewhere, or are not in the list yet, because the order is held.
    package var displacedCount: Int { displaced?.count ?? 0 }

    /// What waits for a person, the longest waiting first, also what is hidden, and also while the order is held.
    package var waiting: [OperationID] { waitingRows.keys.map(\.id) }

    /// The rows in their order, the hidden ones among them.
    var ids: some Sequence<OperationID> { places.all.lazy.compactMap { [places] in places.key(at: $0)?.place.id } }

    /// What is shown, and why.
    package var standing: ListStanding {
        ListStanding(
            filter: sieve.filter, facet: sieve.facet, order: order, shown: count, total: places.all.count,
            inFacet: sieve.count(of: sieve.facet), hasMore: isLoading)
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
            if let slot = sieve.slot(of: id) { places.remove(slot) }
            sieve.remove(id)
        }
        var (left, came) = ([OwnPlace](), [OwnPlace]())
        for row in upserted {
            let before = rows.updateValue(row, forKey: row.id)
            counts.remove(before)
            counts.add(row)
            if let before, isWaiting(before) { left.append(OwnPlace(before)) }
            if isWaiting(row) { came.append(OwnPlace(row)) }
        }
        waitingRows.replace(left, with: came, by: <)
        sieve.set(
            upserted.lazy.map { [columns] row in
                (id: row.id, texts: columns.map { $0.text(row) }, part: StatusFacet(row))
            })
        guard displaced != nil else { return place(upserted) }
        for row in upserted {
            // A row that came back to its old place is not displaced any more.
            guard let slot = sieve.slot(of: row.id) else { continue }
            let isInPlace =
                places.key(at: slot) == key(of: row, places.order)
                && (places.position(of: slot) != nil) == isShown(slot)
            if isInPlace { displaced?.remove(row.id) } else { displaced?.insert(row.id) }
        }
    }

    private func isWaiting(_ row: TrackedOperation) -> Bool { row.operation?.awaitsPerson == true }

    private func key(of row: TrackedOperation, _ order: ListOrder) -> SortKey {
        SortKey(value: SortValue(row, order.column), place: OwnPlace(row))
    }

    private mutating func place(_ moved: [TrackedOperation]) {
        guard moved.count <= bulkLimit else { return sort(moved, by: places.order) }
        for row in moved {
            guard let slot = sieve.slot(of: row.id) else { continue }
            places.put(key(of: row, places.order), at: slot, isShown: isShown(slot))
        }
    }

    private mutating func sort(_ moved: some Sequence<TrackedOperation>, by order: ListOrder) {
        let keys = moved.compactMap { row in sieve.slot(of: row.id).map { (slot: $0, key: key(of: row, order)) } }
        places.sort(by: order, keys)
        sift()
    }

    // MARK: What is shown

    private func isShown(_ slot: Int32) -> Bool { sieve.passes(slot) || slot == pinnedSlot }

    private var pinnedSlot: Int32? { pinned.flatMap(sieve.slot) }

    private mutating func sift() {
        places.show(sieve.isOpen ? nil : sieve.passing(among: places.all, and: pinnedSlot))
    }

    /// Keeps a row in the list although it does not pass any more; nil lets the one before go.
    mutating func pin(_ id: OperationID?) {
        guard pinned != id else { return }
        let old = pinned
        pinned = id
        guard places.passing != nil, let old, let slot = sieve.slot(of: old), !isShown(slot) else { return }
        guard displaced == nil else {
            displaced?.insert(old)
            return
        }
        places.hide(slot)
    }

    /// Whether a row is only there because it is pinned.
    package func isOutside(_ id: OperationID) -> Bool {
        guard places.passing != nil, id == pinned, let slot = sieve.slot(of: id) else { return false }
        return !sieve.passes(slot)
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
            pinned = nil
            sort(rows.values, by: wanted)
            return nil
        }
        pinned = nil
        sift()
        return best
    }
}

extension OperationList: RowSource {
    package var count: Int { places.shown.count }

    package func id(at position: Int) -> OperationID {
        guard let key = places.key(at: places.shown[position]) else {
            preconditionFailure("a row stands at position \(position) without a key")
        }
        return key.place.id
    }

    package func position(of id: OperationID) -> Int? { sieve.slot(of: id).flatMap(places.position) }
}

/// More rows than this are sorted in together.
private let bulkLimit = 64
