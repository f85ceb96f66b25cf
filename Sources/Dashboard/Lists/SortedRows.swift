/// The keys of rows in their order, each once.
struct SortedRows<Key: Hashable & Sendable>: Sendable {
    private(set) var keys: [Key]

    init(_ keys: [Key] = []) {
        self.keys = keys
    }

    /// Puts a key where it belongs, where it is not there yet.
    mutating func insert(_ key: Key, by precedes: (Key, Key) -> Bool) {
        let position = lowerBound(of: key, by: precedes)
        if position < keys.count, keys[position] == key { return }
        keys.insert(key, at: position)
    }

    /// Takes keys out and puts others in; those that are in both stay.
    mutating func replace(_ left: [Key], with came: [Key], by precedes: (Key, Key) -> Bool) {
        guard left.count + came.count > 64 else {
            for key in left { remove(key, by: precedes) }
            for key in came { insert(key, by: precedes) }
            return
        }
        // Many are merged in at once: each by itself would move all that stand behind it.
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

    /// Where a key stands; nil where it is not there.
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
