/// A cache up to a total cost; the least recently used values are dropped first.
package struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var cost: Int
        var use: Int
    }

    let limit: Int
    /// The total cost of all values, at most `limit`.
    private(set) var cost = 0
    private var entries: [Key: Entry] = [:]
    private var useCount = 0

    package init(limit: Int) {
        self.limit = limit
    }

    var count: Int { entries.count }

    package mutating func value(for key: Key) -> Value? {
        guard entries[key] != nil else { return nil }
        useCount += 1
        entries[key]?.use = useCount
        return entries[key]?.value
    }

    /// Keeps a value, unless it alone exceeds the limit.
    ///
    /// - Returns: The keys of the dropped values.
    @discardableResult
    package mutating func keep(_ value: Value, for key: Key, cost added: Int) -> [Key] {
        remove(key)
        guard added <= limit else { return [] }
        useCount += 1
        entries[key] = Entry(value: value, cost: added, use: useCount)
        cost += added
        guard cost > limit else { return [] }
        // Frees a tenth more, so that the next values need no search.
        var gone: [Key] = []
        for (old, entry) in entries.sorted(by: { $0.value.use < $1.value.use }) where cost > limit - limit / 10 {
            if old == key { break }
            cost -= entry.cost
            gone.append(old)
        }
        for key in gone { entries[key] = nil }
        return gone
    }

    mutating func remove(_ key: Key) {
        if let old = entries.removeValue(forKey: key) { cost -= old.cost }
    }
}
