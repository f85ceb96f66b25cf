/// What one filter found, kept for the filters that narrow it.
struct FilterStep: Sendable {
    let terms: [ListFilter.Term]
    /// The places of the rows, in order.
    var rows: [Int32]
    /// By the number of a fuzzy term, where each row holds its letters; nothing for a single letter.
    var hits: [Int: [FuzzyHit]] = [:]

    /// Of something that each of some rows has, what fewer of them have; both in order.
    static func parts<Part>(_ own: [Part], of rows: [Int32], for some: [Int32]) -> [Part] {
        guard some.count < rows.count else { return own }
        var result: [Part] = []
        result.reserveCapacity(some.count)
        var place = 0
        for row in some {
            while rows[place] < row { place += 1 }
            result.append(own[place])
        }
        return result
    }

    /// The same with what another step of the same terms found, whose rows are others.
    func merged(with other: FilterStep) -> FilterStep {
        guard !other.rows.isEmpty else { return self }
        var merged = FilterStep(terms: terms, rows: [])
        var sources: [Int] = []
        var (place, otherPlace) = (0, 0)
        while place < rows.count || otherPlace < other.rows.count {
            let isOwn = otherPlace == other.rows.count || (place < rows.count && rows[place] < other.rows[otherPlace])
            merged.rows.append(isOwn ? rows[place] : other.rows[otherPlace])
            sources.append(isOwn ? place : rows.count + otherPlace)
            if isOwn { place += 1 } else { otherPlace += 1 }
        }
        for (number, own) in hits {
            let both = own + (other.hits[number] ?? [])
            merged.hits[number] = sources.map { both[$0] }
        }
        return merged
    }

    /// The same without some rows.
    func without(_ some: Set<Int32>) -> FilterStep {
        var left = FilterStep(terms: terms, rows: rows.filter { !some.contains($0) })
        left.hits = hits.mapValues { Self.parts($0, of: rows, for: left.rows) }
        return left
    }
}
