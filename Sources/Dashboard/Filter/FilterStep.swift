/// What a fuzzy term scored in a row.
struct FuzzyScore: Sendable, Hashable {
    private let bits: Int32

    init(_ value: Int, isInOnePiece: Bool) {
        bits = Int32(truncatingIfNeeded: value) << 1 | (isInOnePiece ? 1 : 0)
    }

    /// More for better.
    var value: Int32 { bits >> 1 }
    /// Whether the letters stand in the row without anything between them.
    var isInOnePiece: Bool { bits & 1 == 1 }
}

/// What one filter found, kept for the filters that narrow it.
struct FilterStep: Sendable {
    let terms: [ListFilter.Term]
    /// The places of the rows, in order.
    let rows: [Int32]
    /// Whether rows that hold letters with gaps were told from each other.
    let isEachRanked: Bool
    /// By the number of a fuzzy term, what each row scored.
    var scores: [Int: [FuzzyScore]] = [:]

    /// What some of the rows, in order, scored.
    static func scores(_ own: [FuzzyScore], of rows: [Int32], for some: [Int32]) -> [FuzzyScore] {
        guard some.count < rows.count else { return own }
        var result: [FuzzyScore] = []
        result.reserveCapacity(some.count)
        var place = 0
        for row in some {
            while rows[place] < row { place += 1 }
            result.append(own[place])
        }
        return result
    }

    /// The rows, the best first; of those that are as good, in order.
    ///
    /// Sorted by counting, since scores are small numbers: in time that grows with the rows alone.
    var ranked: [Int32] {
        var sums = [Int32](repeating: 0, count: rows.count)
        for own in scores.values {
            for place in own.indices { sums[place] += own[place].value }
        }
        guard let most = sums.max(), most > 0 else { return rows }
        var counts = [Int32](repeating: 0, count: Int(most) + 1)
        for sum in sums { counts[Int(sum)] += 1 }
        var next = Int32(0)
        for score in counts.indices.reversed() {
            let count = counts[score]
            counts[score] = next
            next += count
        }
        var ranked = [Int32](repeating: 0, count: rows.count)
        for place in rows.indices {
            let sum = Int(sums[place])
            ranked[Int(counts[sum])] = rows[place]
            counts[sum] += 1
        }
        return ranked
    }
}
