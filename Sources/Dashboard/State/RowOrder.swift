/// Rows in an order, and those of them that are shown. A row is its slot: to go through 100,000 of them is to go through
/// an array of numbers.
struct RowOrder: Sendable {
    private(set) var order = ListOrder.own
    /// By slot; nil where no row is in the order.
    private var keys: [SortKey?] = []
    /// Always sorted.
    private(set) var all: [Int32] = []
    /// Those that are shown, sorted alike; nil while all are.
    private(set) var passing: [Int32]?

    var shown: [Int32] { passing ?? all }

    /// What the row in a slot is sorted by; nil where none is there.
    func key(at slot: Int32) -> SortKey? {
        keys.indices.contains(Int(slot)) ? keys[Int(slot)] : nil
    }

    /// Where the row in a slot stands among the shown ones; nil where it is not among them.
    func position(of slot: Int32) -> Int? {
        key(at: slot).flatMap { position(of: slot, $0, in: shown) }
    }

    /// Puts a row where it belongs; it may have been elsewhere.
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

    /// Takes a row out.
    mutating func remove(_ slot: Int32) {
        guard let key = key(at: slot) else { return }
        if let position = position(of: slot, key, in: all) { all.remove(at: position) }
        hide(slot)
        keys[Int(slot)] = nil
    }

    /// Shows a row no longer.
    mutating func hide(_ slot: Int32) {
        guard let passing, let key = key(at: slot), let position = position(of: slot, key, in: passing) else { return }
        self.passing?.remove(at: position)
    }

    /// Puts many rows where they belong; what is shown has to be told anew. In the same order it costs a sort of these rows
    /// and a look at all, in another one a sort of all.
    ///
    /// - Parameters:
    ///   - order: The order.
    ///   - some: The keys of some rows by slot, each slot once; the others keep theirs.
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

    /// Two sorted runs as one.
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

    /// Shows some of the rows alone, which are sorted; nil for all.
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
