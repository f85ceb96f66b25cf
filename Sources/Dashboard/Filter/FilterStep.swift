/// The result of a filter, kept for filters that narrow it.
struct FilterStep: Sendable {
    let terms: [ListFilter.Term]
    /// The row indices, in order.
    var rows: [Int32]
    /// The end of the shortest prefix of each row that contains the letters, by the index of the fuzzy term. With one
    /// more letter the search continues there. Absent for a single letter.
    var ends: [Int: [Int32]] = [:]

    /// The indices of fuzzy terms that no row contains consecutively, as far as known.
    var scattered: Set<Int> = []

    /// Selects the ends of some of the rows; both are in order.
    static func ends(_ own: [Int32], of rows: [Int32], for some: [Int32]) -> [Int32] {
        guard some.count < rows.count else { return own }
        var result: [Int32] = []
        result.reserveCapacity(some.count)
        var place = 0
        for row in some {
            while rows[place] < row { place += 1 }
            result.append(own[place])
        }
        return result
    }

    /// Returns the result with `found`, the result for only the changed rows; both are in order.
    func replacing(_ changed: [Int32], by found: FilterStep) -> FilterStep {
        var step = FilterStep(terms: terms, rows: [])
        step.rows.reserveCapacity(rows.count + found.rows.count)
        var (place, foundPlace) = (0, 0)
        for row in changed {
            let next = lowerBound(of: row, from: place)
            step.take(place..<next, of: self)
            place = next < rows.count && rows[next] == row ? next + 1 : next
            guard foundPlace < found.rows.count, found.rows[foundPlace] == row else { continue }
            step.take(foundPlace..<(foundPlace + 1), of: found)
            foundPlace += 1
        }
        step.take(place..<rows.count, of: self)
        if found.rows.isEmpty { step.scattered = scattered }
        return step
    }

    private mutating func take(_ places: Range<Int>, of other: FilterStep) {
        rows += other.rows[places]
        for (number, own) in other.ends { ends[number, default: []] += own[places] }
    }

    private func lowerBound(of row: Int32, from start: Int) -> Int {
        var (low, high) = (start, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
