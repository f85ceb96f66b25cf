/// Unique row keys in sort order.
struct SortedRows<Key: Hashable & Sendable>: Sendable {
    private(set) var keys: [Key]

    init(_ keys: [Key] = []) {
        self.keys = keys
    }

    /// Inserts a key at its position, unless it is present.
    mutating func insert(_ key: Key, by precedes: (Key, Key) -> Bool) {
        let position = lowerBound(of: key, by: precedes)
        if position < keys.count, keys[position] == key { return }
        keys.insert(key, at: position)
    }

    /// Removes some keys and inserts others; keys in both lists stay.
    mutating func replace(_ left: [Key], with came: [Key], by precedes: (Key, Key) -> Bool) {
        guard left.count + came.count > 64 else {
            for key in left { remove(key, by: precedes) }
            for key in came { insert(key, by: precedes) }
            return
        }
        // Merges many keys at once, because each single insertion moves all following rows.
        let moved = Set(left + came)
        let staying = keys.filter { !moved.contains($0) }
        keys = []
        keys.reserveCapacity(staying.count + came.count)
        var next = 0
        for key in Set(came).sorted(by: precedes) {
            let place = Self.lowerBound(of: key, in: staying[next...], by: precedes)
            keys += staying[next..<place]
            keys.append(key)
            next = place
        }
        keys += staying[next...]
    }

    mutating func remove(_ key: Key, by precedes: (Key, Key) -> Bool) {
        if let position = position(of: key, by: precedes) { keys.remove(at: position) }
    }

    func position(of key: Key, by precedes: (Key, Key) -> Bool) -> Int? {
        let position = lowerBound(of: key, by: precedes)
        return position < keys.count && keys[position] == key ? position : nil
    }

    private func lowerBound(of key: Key, by precedes: (Key, Key) -> Bool) -> Int {
        Self.lowerBound(of: key, in: keys[...], by: precedes)
    }

    private static func lowerBound(of key: Key, in keys: ArraySlice<Key>, by precedes: (Key, Key) -> Bool) -> Int {
        var (low, high) = (keys.startIndex, keys.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if precedes(keys[middle], key) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
