/// The order of rows, and the visible ones among them. Rows are represented by slot numbers, so that iterating over
/// 100,000 rows iterates over an array of numbers.
struct RowOrder: Sendable {
    private(set) var order = ListOrder.own
    /// Indexed by slot; nil for an unused slot.
    private var keys: [SortKey?] = []
    /// Always sorted.
    private(set) var all: [Int32] = []
    /// The visible rows, in the same order; nil if all rows are visible.
    private(set) var passing: [Int32]?

    var shown: [Int32] { passing ?? all }

    /// The sort key of the row in a slot; nil for an unused slot.
    func key(at slot: Int32) -> SortKey? {
        keys.indices.contains(Int(slot)) ? keys[Int(slot)] : nil
    }

    /// The position of a row among the visible ones; nil if it is hidden.
    func position(of slot: Int32) -> Int? {
        key(at: slot).flatMap { position(of: slot, $0, in: shown) }
    }

    /// Inserts a row, or moves it, to the position of its key.
    mutating func put(_ key: SortKey, at slot: Int32, isShown: Bool) {
        if keys.count <= Int(slot) { keys += Array(repeating: nil, count: Int(slot) + 1 - keys.count) }
        if keys[Int(slot)] != key {
            remove(slot)
            keys[Int(slot)] = key
            all.insert(slot, at: lowerBound(of: key, in: all[...]))
        }
        guard let passing else { return }
        let position = lowerBound(of: key, in: passing[...])
        let isThere = position < passing.count && passing[position] == slot
        if isShown, !isThere { self.passing?.insert(slot, at: position) }
        if !isShown, isThere { self.passing?.remove(at: position) }
    }

    mutating func remove(_ slot: Int32) {
        guard let key = key(at: slot) else { return }
        if let position = position(of: slot, key, in: all) { all.remove(at: position) }
        hide(slot)
        keys[Int(slot)] = nil
    }

    mutating func hide(_ slot: Int32) {
        guard let passing, let key = key(at: slot), let position = position(of: slot, key, in: passing) else { return }
        self.passing?.remove(at: position)
    }

    /// Inserts or moves many rows. `some` holds their new keys by slot, each slot once. The visible rows have to be set
    /// again afterward. With the same order it sorts only these rows and merges them with the others; with another
    /// order it sorts all rows.
    mutating func sort(by order: ListOrder, _ some: [(slot: Int32, key: SortKey)]) {
        if let last = some.map(\.slot).max(), keys.count <= Int(last) {
            keys += Array(repeating: nil, count: Int(last) + 1 - keys.count)
        }
        let isSame = order == self.order
        self.order = order
        let moved = isSame ? some.filter { keys[Int($0.slot)] != $0.key } : some
        let isMoved = Set(moved.map(\.slot))
        let staying = isSame ? all.filter { !isMoved.contains($0) } : []
        for (slot, key) in moved { keys[Int(slot)] = key }
        guard isSame else {
            all = sorted(keys.indices.map { Int32($0) })
            return
        }
        all = merged(staying, sorted(moved.map(\.slot)))
    }

    private func sorted(_ slots: [Int32]) -> [Int32] {
        let rows = slots.compactMap { slot in keys[Int(slot)].map { (slot: slot, key: $0) } }
        return rows.sorted { order.areInOrder($0.key, $1.key) }.map(\.slot)
    }

    /// Merges two sorted runs.
    private func merged(_ left: [Int32], _ right: [Int32]) -> [Int32] {
        var merged: [Int32] = []
        merged.reserveCapacity(left.count + right.count)
        var next = 0
        for slot in right {
            guard let key = keys[Int(slot)] else { continue }
            let place = lowerBound(of: key, in: left[next...])
            merged += left[next..<place]
            merged.append(slot)
            next = place
        }
        return merged + left[next...]
    }

    /// Sets the visible rows, which must be sorted; nil shows all.
    mutating func show(_ some: [Int32]?) {
        passing = some
    }

    private func position(of slot: Int32, _ key: SortKey, in slots: [Int32]) -> Int? {
        let position = lowerBound(of: key, in: slots[...])
        return position < slots.count && slots[position] == slot ? position : nil
    }

    private func lowerBound(of key: SortKey, in slots: ArraySlice<Int32>) -> Int {
        var (low, high) = (slots.startIndex, slots.endIndex)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = keys[Int(slots[middle])].map { order.areInOrder($0, key) } ?? false
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
