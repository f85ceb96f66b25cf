/// The rows of a list that match its filter and status, updated row by row.
///
/// Each row keeps a slot while it is in the list.
struct RowSieve<RowID: Hashable & Sendable>: Sendable {
    private(set) var filter = ListFilter.everything
    private(set) var facet: StatusFacet?
    private(set) var facetCounts: [StatusFacet: Int] = [:]
    private var slots: [RowID: Int32] = [:]
    private var ids: [RowID?] = []
    private var freeSlots: [Int32] = []
    private var texts: [FilterRow] = []
    private var parts: [StatusFacet] = []
    /// Whether the row in each slot matches the filter.
    private var isFound: [Bool] = []

    /// Whether all rows match.
    var isOpen: Bool { filter.isEmpty && facet == nil }

    func slot(of id: RowID) -> Int32? { slots[id] }

    /// Whether the row in a slot matches the filter and the status.
    func passes(_ slot: Int32) -> Bool {
        isFound[Int(slot)] && facetHolds(slot)
    }

    /// The slots whose rows match, and `exception`, in the same order.
    func passing(among slots: [Int32], and exception: Int32?) -> [Int32] {
        slots.filter { passes($0) || $0 == exception }
    }

    /// Whether the row in a slot matches the status.
    func facetHolds(_ slot: Int32) -> Bool {
        facet?.holds(parts[Int(slot)]) ?? true
    }

    func count(of facet: StatusFacet?) -> Int {
        guard let facet else { return slots.count }
        return StatusFacet.parts.filter(facet.holds).reduce(0) { $0 + (facetCounts[$1] ?? 0) }
    }

    // MARK: Rows

    /// Updates the given rows, each with a text for each field of the filter; the cost depends only on their number.
    mutating func set(_ rows: some Sequence<(id: RowID, texts: [String], part: StatusFacet)>) {
        var changed: [Int32] = []
        for row in rows {
            if let slot = slots[row.id] {
                texts[Int(slot)] = FilterRow(row.texts)
                facetCounts[parts[Int(slot)], default: 0] -= 1
                parts[Int(slot)] = row.part
                changed.append(slot)
            } else {
                changed.append(add(row))
            }
            facetCounts[row.part, default: 0] += 1
        }
        guard !filter.isEmpty else { return }
        for slot in changed { isFound[Int(slot)] = false }
        // `try?`: the search over all rows already reported that the expression is too slow.
        let found = (try? filter.search(changed.map { texts[Int($0)] })) ?? []
        for match in found { isFound[Int(changed[match.row])] = true }
    }

    private mutating func add(_ row: (id: RowID, texts: [String], part: StatusFacet)) -> Int32 {
        if let slot = freeSlots.popLast() {
            texts[Int(slot)] = FilterRow(row.texts)
            (slots[row.id], ids[Int(slot)]) = (slot, row.id)
            (parts[Int(slot)], isFound[Int(slot)]) = (row.part, filter.isEmpty)
            return slot
        }
        let slot = Int32(ids.count)
        texts.append(FilterRow(row.texts))
        slots[row.id] = slot
        ids.append(row.id)
        parts.append(row.part)
        isFound.append(filter.isEmpty)
        return slot
    }

    mutating func remove(_ id: RowID) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        texts[Int(slot)] = FilterRow(texts[Int(slot)].texts.map { _ in "" })
        ids[Int(slot)] = nil
        facetCounts[parts[Int(slot)], default: 0] -= 1
        isFound[Int(slot)] = false
        freeSlots.append(slot)
    }

    // MARK: What passes

    /// Sets another filter.
    ///
    /// - Returns: The best match, if the filter ranks rows.
    /// - Throws: An error if the filter is too slow; the previous result stays.
    mutating func narrow(to filter: ListFilter) throws(FilterError) -> RowID? {
        guard !filter.isEmpty else {
            self.filter = filter
            for slot in isFound.indices { isFound[slot] = ids[slot] != nil }
            return nil
        }
        let found = try filter.search(texts)
        self.filter = filter
        isFound = Array(repeating: false, count: ids.count)
        var best: FilterMatch?
        for match in found where ids[match.row] != nil {
            isFound[match.row] = true
            // The first of equally good ones.
            if facetHolds(Int32(match.row)), match.score > best?.score ?? 0 { best = match }
        }
        return best.flatMap { ids[$0.row] }
    }

    mutating func narrow(to facet: StatusFacet?) {
        self.facet = facet
    }
}
