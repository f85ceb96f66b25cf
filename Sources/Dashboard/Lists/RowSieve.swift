/// The rows of a list that match its filter and status, updated row by row.
///
/// Each row keeps a slot while it is in the list, so that a search over 100,000 rows needs no ids.
struct RowSieve<RowID: Hashable & Sendable>: Sendable {
    private(set) var filter = ListFilter.everything
    private(set) var facet: StatusFacet?
    private(set) var facetCounts: [StatusFacet: Int] = [:]
    private var index: FilterIndex
    private var session = FilterSession()
    private var slots: [RowID: Int32] = [:]
    private var ids: [RowID?] = []
    private var freeSlots: [Int32] = []
    private var parts: [StatusFacet] = []
    /// Whether the row in each slot matches the filter.
    private var isFound: [Bool] = []

    /// - Parameter fields: The fields of the rows, in the order of their texts.
    init(fields: [FilterField]) {
        index = FilterIndex(fields: fields)
    }

    var fields: [FilterField] { index.fields }

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

    /// Updates the given rows; the cost depends only on their number.
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
