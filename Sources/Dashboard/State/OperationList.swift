import FoundationEssentials
package import MintDomain

/// The tracked operations of a pane in their order, and the visible ones among them.
///
/// The default order starts with operations that wait for the user, longest waiting first; then running, queued and
/// finished ones, newest first. Positions count only rows that pass filter and facet. They are found by binary search,
/// so that a key press with 10,000 rows costs the same as with 100.
package struct OperationList: Sendable {
    private var rows: [OperationID: TrackedOperation] = [:]
    /// The order of the rows, by their slots in the sieve.
    private var places = RowOrder()
    /// The operations that wait for the user, in the default order.
    private var waitingRows = SortedRows<OwnPlace>()
    /// The rows whose position is out of date because the order is held; nil while it is not held.
    private var displaced: Set<OperationID>?
    /// The row that stays visible although it no longer passes the filter, because it is selected.
    private var pinned: OperationID?
    private var sieve = RowSieve<OperationID>()
    private let columns: [ListColumn]
    package private(set) var counts = StatusCounts()
    /// Whether the store has more rows that are not read yet.
    var isLoading = false

    /// - Parameter pane: The pane: Operations or Jobs.
    package init(of pane: Pane = .operations) {
        columns = ListColumn.filtering(pane)
    }

    package var order: ListOrder { places.order }

    package subscript(id id: OperationID) -> TrackedOperation? { rows[id] }

    /// The number of rows that are out of place or not listed yet because the order is held.
    package var displacedCount: Int { displaced?.count ?? 0 }

    /// The operations that wait for the user, longest waiting first. Includes rows that are hidden or not listed yet.
    package var waiting: [OperationID] { waitingRows.keys.map(\.id) }

    /// The rows in order, including hidden ones.
    var ids: some Sequence<OperationID> { places.all.lazy.compactMap { [places] in places.key(at: $0)?.place.id } }

    package var standing: ListStanding {
        ListStanding(
            filter: sieve.filter, facet: sieve.facet, order: order, shown: count, total: places.all.count,
            inFacet: sieve.count(of: sieve.facet), hasMore: isLoading)
    }

    /// The number of rows in a facet, including hidden ones.
    package func count(of facet: StatusFacet?) -> Int { sieve.count(of: facet) }

    // MARK: Order held

    /// Freezes the order of the rows until `releaseOrder()`. New rows are not listed until then.
    package mutating func holdOrder() {
        displaced = displaced ?? []
    }

    /// Moves all rows to their current positions.
    package mutating func releaseOrder() {
        guard let ids = displaced else { return }
        displaced = nil
        place(ids.compactMap { rows[$0] })
    }

    // MARK: Changes

    /// Applies changed and removed rows. Few rows are inserted one at a time; many rows are sorted once.
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
            // A row that is back in its old position is no longer displaced.
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

    // MARK: Visible rows

    private func isShown(_ slot: Int32) -> Bool { sieve.passes(slot) || slot == pinnedSlot }

    private var pinnedSlot: Int32? { pinned.flatMap(sieve.slot) }

    private mutating func sift() {
        places.show(sieve.isOpen ? nil : sieve.passing(among: places.all, and: pinnedSlot))
    }

    /// Keeps a row visible although it no longer passes the filter, instead of the row pinned before; nil for no row.
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

    /// Whether a row is visible only because it is pinned.
    package func isOutside(_ id: OperationID) -> Bool {
        guard places.passing != nil, id == pinned, let slot = sieve.slot(of: id) else { return false }
        return !sieve.passes(slot)
    }

    /// Applies a filter, a facet or an order chosen by the user, and releases a held order.
    ///
    /// - Returns: The best match of a filter that ranks rows; nil otherwise.
    /// - Throws: An error if the filter is too slow; the visible rows stay unchanged.
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

/// The maximum number of changed rows that are inserted one at a time. More are sorted together.
private let bulkLimit = 64
