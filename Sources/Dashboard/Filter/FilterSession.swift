/// Filters one list again and again while somebody types.
///
/// A filter that grew looks at what its beginning had let through alone, and a filter that shrank is known already; rows
/// that changed meanwhile are looked at anew.
package struct FilterSession: Sendable {
    /// What was found is kept for so many rows together.
    private static let keptRowLimit = 1_000_000

    /// What a filter found when the list was as old as that.
    private struct Kept {
        var filter: ListFilter
        var step: FilterStep
        var generation: Int
    }

    private var kept: [Kept] = []

    package init() {}

    /// The rows of the list that pass.
    ///
    /// - Parameters:
    ///   - filter: What has to hold, read for the index's fields.
    ///   - index: The list: the same one every time.
    /// - Returns: The places of the rows, in the list's own order; all where the filter is empty.
    /// - Throws: Where an expression is too slow; what was found before stays.
    package mutating func search(_ filter: ListFilter, in index: FilterIndex) throws(FilterError) -> [Int32] {
        while let last = kept.last, !filter.narrows(last.filter) { kept.removeLast() }
        bringUpToDate(with: index)
        if let last = kept.last, last.filter.terms == filter.terms { return last.step.rows }
        let step = try FilterMatcher(filter.terms, index).find(after: kept.last?.step)
        kept.append(Kept(filter: filter, step: step, generation: index.generation))
        while kept.reduce(0, { $0 + $1.step.rows.count }) > Self.keptRowLimit, kept.count > 1 { kept.removeFirst() }
        return step.rows
    }

    /// Looks at the rows that changed since the last filter was searched for.
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

    /// Of the rows that the last search found, the one that fits its filter best.
    ///
    /// - Parameters:
    ///   - index: The list.
    ///   - mayBe: Whether a row may be chosen at all.
    /// - Returns: The first one of the best; nil where no row may be chosen.
    mutating func best(in index: FilterIndex, where mayBe: (Int32) -> Bool) -> Int32? {
        guard let step = kept.last?.step else { return nil }
        let best = FilterRanking(step, index).best(where: mayBe)
        let numbers = step.terms.indices.filter { step.terms[$0].letters != nil }
        kept[kept.count - 1].step.scattered = Set(best.scattered.map { numbers[$0] })
        return best.row
    }

    /// Which of some rows pass, looked at alone: what changes while a filter is on costs what the changed rows cost.
    ///
    /// - Parameters:
    ///   - rows: Places of rows in the index, in order.
    ///   - filter: What has to hold, read for the index's fields.
    ///   - index: The list.
    /// - Returns: None where an expression is too slow even for these.
    static func found(among rows: [Int32], _ filter: ListFilter, in index: FilterIndex) -> FilterStep {
        let before = FilterStep(terms: [], rows: rows)
        // `try?`: the search over all rows has said already that the expression is too slow.
        let found = try? FilterMatcher(filter.terms, index).find(after: before)
        return found ?? FilterStep(terms: filter.terms, rows: [])
    }
}
