/// What one filter found, kept for the filters that narrow it.
struct FilterStep: Sendable {
    let terms: [ListFilter.Term]
    /// The places of the rows, in order.
    var rows: [Int32]
    /// By the number of a fuzzy term, where in each row the shortest beginning ends that holds its letters, so that with one
    /// letter more the search goes on from there; nothing for a single letter.
    var ends: [Int: [Int32]] = [:]

    /// The numbers of fuzzy terms that no row holds in one piece, as far as that is known.
    var scattered: Set<Int> = []

    /// Of the ends that some rows have, those of fewer of them; both in order.
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

    /// The same after some rows changed.
    ///
    /// - Parameters:
    ///   - changed: The rows, in order.
    ///   - found: Those of them that pass now.
    /// - Returns: What the filter finds now.
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
