/// Which rows of a list pass its filter and its facet, kept up to date row by row.
///
/// A row has a slot from when it comes until it goes; a search over 100,000 rows then needs no ids.
struct RowSieve<RowID: Hashable & Sendable>: Sendable {
    private(set) var filter = ListFilter.everything
    private(set) var facet: StatusFacet?
    /// How many rows stand where.
    private(set) var facetCounts: [StatusFacet: Int] = [:]
    private var index: FilterIndex
    private var session = FilterSession()
    private var slots: [RowID: Int32] = [:]
    private var ids: [RowID?] = []
    private var freeSlots: [Int32] = []
    /// Of each slot, where its row stands.
    private var parts: [StatusFacet] = []
    /// Of each slot, whether the filter lets its row through.
    private var isFound: [Bool] = []

    /// - Parameter fields: What the list's rows have, in the order in which they give their texts.
    init(fields: [FilterField]) {
        index = FilterIndex(fields: fields)
    }

    var fields: [FilterField] { index.fields }

    /// Whether every row passes.
    var isOpen: Bool { filter.isEmpty && facet == nil }

    /// The slot of a row that is in the list.
    func slot(of id: RowID) -> Int32? { slots[id] }

    /// Whether the row in a slot passes both.
    func passes(_ slot: Int32) -> Bool {
        isFound[Int(slot)] && facetHolds(slot)
    }

    /// Those of some slots whose rows pass both, in the same order.
    ///
    /// - Parameters:
    ///   - slots: The slots.
    ///   - exception: One whose row stays although it does not pass.
    /// - Returns: What stays of them.
    func passing(among slots: [Int32], and exception: Int32?) -> [Int32] {
        slots.filter { passes($0) || $0 == exception }
    }

    /// Whether the facet alone holds the row in a slot.
    func facetHolds(_ slot: Int32) -> Bool {
        facet?.holds(parts[Int(slot)]) ?? true
    }

    /// How many rows the facet holds.
    func count(of facet: StatusFacet?) -> Int {
        guard let facet else { return slots.count }
        return StatusFacet.parts.filter(facet.holds).reduce(0) { $0 + (facetCounts[$1] ?? 0) }
    }

    // MARK: Rows

    /// Takes in what is new about some rows; the cost is theirs alone.
    mutating func set(_ rows: some Sequence<(id: RowID, texts: [String], part: StatusFacet)>) {
        var changed: [Int32] = []
        for row in rows {
            if let slot = slots[row.id] {
                index.set(row.texts, at: Int(slot))
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
        for slot in FilterSession.found(among: changed.sorted(), filter, in: index).rows { isFound[Int(slot)] = true }
    }

    private mutating func add(_ row: (id: RowID, texts: [String], part: StatusFacet)) -> Int32 {
        if let slot = freeSlots.popLast() {
            index.set(row.texts, at: Int(slot))
            (slots[row.id], ids[Int(slot)]) = (slot, row.id)
            (parts[Int(slot)], isFound[Int(slot)]) = (row.part, filter.isEmpty)
            return slot
        }
        let slot = Int32(ids.count)
        index.append(row.texts)
        slots[row.id] = slot
        ids.append(row.id)
        parts.append(row.part)
        isFound.append(filter.isEmpty)
        return slot
    }

    mutating func remove(_ id: RowID) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        index.set([], at: Int(slot))
        ids[Int(slot)] = nil
        facetCounts[parts[Int(slot)], default: 0] -= 1
        isFound[Int(slot)] = false
        freeSlots.append(slot)
    }

    // MARK: What passes

    /// Lets other rows through.
    ///
    /// - Returns: The row that fits best, where the filter ranks them.
    /// - Throws: Where the filter is too slow; what passed before still does.
    mutating func narrow(to filter: ListFilter) throws(FilterError) -> RowID? {
        guard !filter.isEmpty else {
            self.filter = filter
            for slot in isFound.indices { isFound[slot] = ids[slot] != nil }
            return nil
        }
        let found = try session.search(filter, in: index)
        self.filter = filter
        for slot in isFound.indices { isFound[slot] = false }
        for slot in found { isFound[Int(slot)] = true }
        guard filter.isRanked else { return nil }
        let best = session.best(in: index) { [ids, parts, facet] slot in
            ids[Int(slot)] != nil && facet?.holds(parts[Int(slot)]) ?? true
        }
        return best.flatMap { ids[Int($0)] }
    }

    mutating func narrow(to facet: StatusFacet?) {
        self.facet = facet
    }
}
