/// Filters one list repeatedly while the user types.
///
/// A longer filter searches only the rows found by the shorter one, and going back to a shorter filter needs no search.
/// Rows that changed since are searched again.
package struct FilterSession: Sendable {
    /// The maximum number of rows of all kept results together.
    private static let keptRowLimit = 1_000_000

    /// The result of a filter at a generation of the index.
    private struct Kept {
        var filter: ListFilter
        var step: FilterStep
        var generation: Int
    }

    private var kept: [Kept] = []

    package init() {}

    /// Returns the indices of the rows that pass, in order. The index has to be the same in every call.
    ///
    /// - Throws: An error if an expression is too slow; earlier results are kept.
    package mutating func search(_ filter: ListFilter, in index: FilterIndex) throws(FilterError) -> [Int32] {
        while let last = kept.last, !filter.narrows(last.filter) { kept.removeLast() }
        bringUpToDate(with: index)
        if let last = kept.last, last.filter.terms == filter.terms { return last.step.rows }
        let step = try FilterMatcher(filter.terms, index).find(after: kept.last?.step)
        kept.append(Kept(filter: filter, step: step, generation: index.generation))
        while kept.reduce(0, { $0 + $1.step.rows.count }) > Self.keptRowLimit, kept.count > 1 { kept.removeFirst() }
        return step.rows
    }

    /// Searches the rows that changed since the last search.
    private mutating func bringUpToDate(with index: FilterIndex) {
        guard let last = kept.last, last.generation != index.generation else { return }
        guard let changed = index.changes(since: last.generation) else {
            kept = []
            return
        }
        let found = Self.found(among: changed, last.filter, in: index)
        kept[kept.count - 1].step = last.step.replacing(changed, by: found)
        kept[kept.count - 1].generation = index.generation
    }

    /// The first of the best matches among the allowed rows of the last search; nil if no row is allowed.
    mutating func best(in index: FilterIndex, where mayBe: (Int32) -> Bool) -> Int32? {
        guard let step = kept.last?.step else { return nil }
        let best = FilterRanking(step, index).best(where: mayBe)
        let numbers = step.terms.indices.filter { step.terms[$0].letters != nil }
        kept[kept.count - 1].step.scattered = Set(best.scattered.map { numbers[$0] })
        return best.row
    }

    /// Searches only some rows, so that a change under an active filter costs only the changed rows. Finds none if an
    /// expression is too slow even for these.
    static func found(among rows: [Int32], _ filter: ListFilter, in index: FilterIndex) -> FilterStep {
        let before = FilterStep(terms: [], rows: rows)
        // `try?`: the search over all rows already reported that the expression is too slow.
        let found = try? FilterMatcher(filter.terms, index).find(after: before)
        return found ?? FilterStep(terms: filter.terms, rows: [])
    }
}
