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

    mutating func remove(_ key: Key, by precedes: (Key, Key) -> Bool) {
        if let position = position(of: key, by: precedes) { keys.remove(at: position) }
    }

    /// Where a key stands; nil where it is not there.
    func position(of key: Key, by precedes: (Key, Key) -> Bool) -> Int? {
        let position = lowerBound(of: key, by: precedes)
        return position < keys.count && keys[position] == key ? position : nil
    }

    private func lowerBound(of key: Key, by precedes: (Key, Key) -> Bool) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(keys[middle], key) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
