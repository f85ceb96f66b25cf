/// The rows that pass a filter.
package struct FilterResult: Sendable, Hashable {
    /// The places of the rows, in the list's own order.
    package let rows: [Int32]
    /// The same, the best first; of rows that are as good, the list's order. Of more than 10,000 rows those come first that
    /// hold what was typed in one piece, and the others are as good as each other.
    package let ranked: [Int32]
}

/// Filters one list again and again while somebody types.
///
/// A filter that grew looks at what its beginning had let through alone, and a filter that shrank is known already.
package struct FilterSession: Sendable {
    /// What was found is kept for so many rows together.
    private static let keptRowLimit = 1_000_000

    private var steps: [(filter: ListFilter, step: FilterStep)] = []
    private var generation = -1

    package init() {}

    /// The rows of the list that pass.
    ///
    /// - Parameters:
    ///   - filter: What has to hold, read for the index's fields.
    ///   - index: The list; another one than before, or a changed one, is looked at as a whole.
    /// - Returns: All rows where the filter is empty.
    /// - Throws: Where an expression is too slow; what was found before stays.
    package mutating func search(_ filter: ListFilter, in index: FilterIndex) throws(FilterError) -> FilterResult {
        if generation != index.generation { steps = [] }
        generation = index.generation
        while let last = steps.last, !filter.narrows(last.filter) { steps.removeLast() }
        if let last = steps.last, last.filter.terms == filter.terms { return Self.result(last.step) }
        let step = try FilterMatcher(filter, index).find(after: steps.last?.step)
        steps.append((filter, step))
        while steps.reduce(0, { $0 + $1.step.rows.count }) > Self.keptRowLimit, steps.count > 1 { steps.removeFirst() }
        return Self.result(step)
    }

    private static func result(_ step: FilterStep) -> FilterResult {
        FilterResult(rows: step.rows, ranked: step.ranked)
    }
}

extension FilterSession {
    /// Which of some rows pass, looked at alone: what changes while a filter is on costs what the changed rows cost.
    ///
    /// - Parameters:
    ///   - rows: Places of rows in the index, in any order.
    ///   - filter: What has to hold, read for the index's fields.
    ///   - index: The list.
    /// - Returns: None where an expression is too slow even for these.
    func found(among rows: [Int32], _ filter: ListFilter, in index: FilterIndex) -> [Int32] {
        let before = FilterStep(terms: [], rows: rows.sorted(), isEachRanked: false)
        // `try?`: the search over all rows has said already that the expression is too slow.
        return (try? FilterMatcher(filter, index).find(after: before))?.rows ?? []
    }
}
